package io.jtrace.agent.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of one thread that is read again and again.
 *
 * <p>Opening, reading and closing one takes eight times as long as reading it when it is open
 * already, so it stays open as long as the thread lives.
 */
final class TaskFile implements AutoCloseable {

  private final FileChannel channel;

  private TaskFile(FileChannel channel) {
    this.channel = channel;
  }

  static TaskFile open(Path path) throws IOException {
    return new TaskFile(FileChannel.open(path, StandardOpenOption.READ));
  }

  /**
   * Reads the text as it is now.
   *
   * @throws IOException if the thread has ended
   */
  void read(TaskText text) throws IOException {
    ByteBuffer buffer = text.clear();
    channel.read(buffer, 0);
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
