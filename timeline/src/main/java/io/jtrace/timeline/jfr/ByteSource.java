package io.jtrace.timeline.jfr;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a recording, to be read at any offset, any number of times, by several threads. */
interface ByteSource extends Closeable {
  /** Returns how many bytes there are; those that a writer adds later do not count. */
  long size();

  /**
   * Reads up to {@code length} bytes from {@code offset} on.
   *
   * @return how many there were; fewer than asked for only at the end
   * @throws IOException if they cannot be read
   */
  int read(long offset, byte[] target, int at, int length) throws IOException;

  /** Returns whether the bytes ended because their compression is damaged or cut. */
  default boolean isDamaged() {
    return false;
  }

  @Override
  default void close() throws IOException {}
}
