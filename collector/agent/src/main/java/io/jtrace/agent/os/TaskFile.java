package io.jtrace.agent.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * A file of one thread that is read again and again.
 *
 * <p>Opening, reading and closing one takes eight times as long as reading it when it is open
 * already, so it stays open as long as the thread lives. Of all ways to read a file this one alone
 * writes no {@code jdk.FileRead}: the trace is about the program's files, not ours.
 */
final class TaskFile implements AutoCloseable {

  private static final ExecutorService AT_ONCE = new CallerExecutor();

  private final AsynchronousFileChannel channel;

  private TaskFile(AsynchronousFileChannel channel) {
    this.channel = channel;
  }

  static TaskFile open(Path path) throws IOException {
    return new TaskFile(
        AsynchronousFileChannel.open(path, Set.of(StandardOpenOption.READ), AT_ONCE));
  }

  /**
   * Reads the text as it is now.
   *
   * @throws IOException if the thread has ended
   */
  void read(TaskText text) throws IOException {
    ByteBuffer buffer = text.clear();
    try {
      channel.read(buffer, 0).get();
    } catch (ExecutionException | InterruptedException failed) {
      throw new IOException("the thread has ended", failed);
    }
    buffer.flip();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
