package sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** An append-only file that is forced to disk every so often, under a lock. */
final class Journal implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final FileChannel file;
  private long lines;

  private Journal(FileChannel file) {
    this.file = file;
  }

  static Journal open(Path path) throws IOException {
    return new Journal(
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING));
  }

  void append(String line) throws IOException {
    lock.lock();
    try {
      file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      if (++lines % 64 == 0) {
        file.force(false);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
