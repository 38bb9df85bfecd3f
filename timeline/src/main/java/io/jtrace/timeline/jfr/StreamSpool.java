package io.jtrace.timeline.jfr;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * Keeps what a stream delivers, in memory up to a limit and beyond it in a temporary file that is
 * gone when it is closed.
 */
final class StreamSpool {
  /** What is kept in memory: a few compressed bytes may deliver any number. */
  static final int MAX_MEMORY_BYTES =
      (int) Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 8);

  private static final int READ_BYTES = 256 << 10;

  private final InputStream input;
  private final boolean compressed;
  private final int maxMemoryBytes;
  private byte[] bytes = new byte[READ_BYTES];
  private int size;
  private boolean damaged;

  private StreamSpool(InputStream input, boolean compressed, int maxMemoryBytes) {
    this.input = input;
    this.compressed = compressed;
    this.maxMemoryBytes = maxMemoryBytes;
  }

  /**
   * Reads {@code input} to its end.
   *
   * @param compressed whether damage found while decompressing is the end rather than an error
   */
  static ByteSource read(InputStream input, boolean compressed, int maxMemoryBytes)
      throws IOException {
    return new StreamSpool(input, compressed, maxMemoryBytes).read();
  }

  private ByteSource read() throws IOException {
    while (fill()) {
      if (size >= maxMemoryBytes) {
        return readOnIntoFile();
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 2L, (long) maxMemoryBytes + 1));
    }
    return new MemoryBytes(bytes, size, damaged);
  }

  /** Fills the array; returns whether there may be more. */
  private boolean fill() throws IOException {
    while (size < bytes.length) {
      int count = readSome();
      if (count < 0) {
        return false;
      }
      size += count;
    }
    return true;
  }

  private int readSome() throws IOException {
    try {
      return input.read(bytes, size, Math.min(bytes.length - size, READ_BYTES));
    } catch (EOFException | ZipException e) {
      if (!compressed) {
        throw e;
      }
      damaged = true;
      return -1;
    }
  }

  private ByteSource readOnIntoFile() throws IOException {
    Path path = Files.createTempFile("jtrace-", ".jfr");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      boolean more = true;
      while (more) {
        write(channel);
        more = fill();
      }
      write(channel);
      return FileBytes.over(channel, damaged);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void write(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, size);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    size = 0;
  }
}
