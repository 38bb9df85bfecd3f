package io.jtrace.timeline.jfr;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts the bytes that are read of a stream and tells of each read. */
final class CountingInput extends FilterInputStream {
  private final LongConsumer listener;
  private long countBytes;

  CountingInput(InputStream input, LongConsumer listener) {
    super(input);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      listener.accept(++countBytes);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count > 0) {
      countBytes += count;
      listener.accept(countBytes);
    }
    return count;
  }
}
