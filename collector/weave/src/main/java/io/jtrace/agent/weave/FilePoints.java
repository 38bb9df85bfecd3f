package io.jtrace.agent.weave;

import io.jtrace.agent.weave.Timed.Value;
import java.util.List;

/** File operations of which JFR tells nothing. */
final class FilePoints {

  private static final String HOOKS = "FileHooks";

  private FilePoints() {}

  static List<HookPoint> all() {
    return List.of(
        transfer(), force(), new AsyncFilePoint("read", 2), new AsyncFilePoint("write", 3));
  }

  private static HookPoint transfer() {
    Value path = Value.field("path", "Ljava/lang/String;");
    return new TimedPoint(
        "sun/nio/ch/FileChannelImpl",
        "jtrace.FileTransfer",
        HOOKS,
        Timed.of("transferTo", "(JJLjava/nio/channels/WritableByteChannel;)J", "transfer", path),
        Timed.of("transferFrom", "(Ljava/nio/channels/ReadableByteChannel;JJ)J", "transfer", path));
  }

  private static HookPoint force() {
    return new TimedPoint(
        "java/nio/MappedMemoryUtils",
        "jtrace.MappedForce",
        HOOKS,
        Timed.of("force", "(Ljava/io/FileDescriptor;JZJJ)V", "force", Value.parameter(4)));
  }
}
