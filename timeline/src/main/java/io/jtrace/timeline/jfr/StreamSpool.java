package io.jtrace.timeline.jfr;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
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

  /** What is left to others of the disk with the temporary files. */
  private static final long RESERVE_BYTES = 256L << 20;

  /** Tells how many bytes files in a directory may still grow by. */
  @FunctionalInterface
  interface Room {
    long bytes(Path directory) throws IOException;
  }

  private final InputStream input;
  private final boolean compressed;
  private final int maxMemoryBytes;
  private final Room room;
  private byte[] bytes = new byte[READ_BYTES];
  private int size;
  private boolean damaged;

  private StreamSpool(InputStream input, boolean compressed, int maxMemoryBytes, Room room) {
    this.input = input;
    this.compressed = compressed;
    this.maxMemoryBytes = maxMemoryBytes;
    this.room = room;
  }

  /**
   * Reads {@code input} to its end.
   *
   * @param compressed whether damage found while decompressing is the end rather than an error
   * @throws IOException if {@code input} throws one, or delivers more than the disk has room for
   */
  static ByteSource read(InputStream input, boolean compressed, int maxMemoryBytes)
      throws IOException {
    return read(input, compressed, maxMemoryBytes, StreamSpool::roomOnDisk);
  }

  static ByteSource read(InputStream input, boolean compressed, int maxMemoryBytes, Room room)
      throws IOException {
    return new StreamSpool(input, compressed, maxMemoryBytes, room).read();
  }

  private static long roomOnDisk(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return store.getUsableSpace() - Math.min(RESERVE_BYTES, store.getTotalSpace() / 10);
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
    Path directory = path.toAbsolutePath().resolveSibling("");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      boolean more = true;
      while (more) {
        write(channel, directory);
        more = fill();
      }
      write(channel, directory);
      return FileBytes.over(channel, damaged);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A few compressed bytes may deliver more than any disk holds. */
  private void write(FileChannel channel, Path directory) throws IOException {
    if (size > room.bytes(directory)) {
      throw new IOException(
          "expected room in "
              + directory
              + " for a recording of "
              + ((channel.size() + size) >> 20)
              + " MiB or more"
              + (compressed ? ", decompressed" : "")
              + ", found the disk nearly full");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, size);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    size = 0;
  }
}
