package io.jtrace.boot;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Bytes went from a file to a channel, or back. */
@Name("jtrace.FileTransfer")
@Label("File Transfer")
@Description("Bytes of a file were transferred from or to a channel")
@Category("jtrace")
@StackTrace(false)
@Enabled(false)
public final class FileTransferEvent extends Event {

  @Label("Path")
  @Description("Empty if unknown")
  public @Nullable String path;

  @Label("Bytes")
  public long bytes;
}
