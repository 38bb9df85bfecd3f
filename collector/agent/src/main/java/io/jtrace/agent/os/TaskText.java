package io.jtrace.agent.os;

import java.nio.ByteBuffer;

/** A line of words, read word by word. Reused, so that reading leaves no garbage. */
final class TaskText {

  private static final int MAX_BYTES = 512;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAX_BYTES);

  /** Empties the text and returns the buffer, to be filled and flipped. */
  ByteBuffer clear() {
    return bytes.clear();
  }

  /** Whether a number comes next. */
  boolean hasNumber() {
    skipBlanks();
    return bytes.hasRemaining() && digit(bytes.get(bytes.position())) >= 0;
  }

  /** Returns the next word as a number, decimal or with 0x in front; 0 if it is none. */
  long nextNumber() {
    skipBlanks();
    long value = 0;
    int radix = 10;
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      int digit = digit(next);
      if (next == 'x') {
        radix = 16;
      } else if (digit >= 0 && digit < radix) {
        value = value * radix + digit;
      } else {
        break;
      }
    }
    return value;
  }

  private void skipBlanks() {
    while (bytes.hasRemaining() && bytes.get(bytes.position()) <= ' ') {
      bytes.get();
    }
  }

  private static int digit(byte letter) {
    if (letter >= '0' && letter <= '9') {
      return letter - '0';
    }
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
