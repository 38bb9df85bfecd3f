package io.jtrace.timeline.jfr;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that were read of a stream. */
final class CountingInput extends FilterInputStream {
  private long countBytes;

  CountingInput(InputStream input) {
    super(input);
  }

  long countBytes() {
    return countBytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      countBytes++;
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count > 0) {
      countBytes += count;
    }
    return count;
  }
}
