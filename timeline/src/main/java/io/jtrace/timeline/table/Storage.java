package io.jtrace.timeline.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where the packed values of columns live: on the heap up to a limit, beyond it in a temporary file
 * that is mapped into memory and that the operating system may page out. The file has no name once
 * it is open (on Windows it is deleted when the process ends).
 *
 * <p>Safe for use by several threads. There is no need to close: what is mapped goes with the
 * columns that use it.
 */
public final class Storage {
  private static final long REGION_BYTES = 64L << 20;

  /** The share of the heap's maximum that columns may take before they go to a file. */
  private static final double HEAP_SHARE = 0.2;

  /** A stretch of mapped memory for one block. */
  record Place(ByteBuffer buffer, int offset) {}

  private final long heapLimitBytes;
  private long heapBytes;
  private long spilledBytes;
  private @Nullable FileChannel file;
  private @Nullable ByteBuffer region;

  private Storage(long heapLimitBytes) {
    this.heapLimitBytes = heapLimitBytes;
  }

  /** Returns storage that keeps everything on the heap. */
  public static Storage onHeap() {
    return new Storage(Long.MAX_VALUE);
  }

  /** Returns storage that takes at most a fifth of what the heap may grow to. */
  public static Storage spilling() {
    return new Storage((long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE));
  }

  /** Returns storage that takes about {@code heapLimitBytes} of the heap. */
  public static Storage spillingAfter(long heapLimitBytes) {
    return new Storage(heapLimitBytes);
  }

  /** Returns the bytes on the heap. */
  public synchronized long heapBytes() {
    return heapBytes;
  }

  /** Returns the bytes in the file. */
  public synchronized long spilledBytes() {
    return spilledBytes;
  }

  /**
   * Accounts for a block; returns where it was copied to, or null if it stays on the heap.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  synchronized @Nullable Place placeFor(byte[] bytes) {
    if (heapBytes + bytes.length <= heapLimitBytes) {
      heapBytes += bytes.length;
      return null;
    }
    ByteBuffer target = room(bytes.length);
    int offset = target.position();
    target.put(bytes);
    spilledBytes += bytes.length;
    return new Place(target, offset);
  }

  private ByteBuffer room(int sizeBytes) {
    ByteBuffer current = region;
    if (current == null || current.remaining() < sizeBytes) {
      try {
        current = map();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "no room for the trace: the heap is too small and a temporary file cannot be written",
            e);
      }
      region = current;
    }
    return current;
  }

  private ByteBuffer map() throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      Path path = Files.createTempFile("jtrace-", ".columns");
      channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = channel;
      deleteNow(path);
    }
    return channel
        .map(FileChannel.MapMode.READ_WRITE, channel.size(), REGION_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void deleteNow(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.deleteIfExists(path);
    }
  }
}
