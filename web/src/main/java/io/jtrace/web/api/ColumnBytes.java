package io.jtrace.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A column of whole numbers for the single file: seven bits a byte, the lowest first, the top bit
 * says that more follow. Compression does the rest.
 */
final class ColumnBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds a number, 0 or more. */
  void add(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  /** Adds a number that may be negative: 0, -1, 1, -2 become 0, 1, 2, 3. */
  void addSigned(long value) {
    add(value << 1 ^ value >> 63);
  }

  /** Writes the length in bytes as four bytes, little endian, and the bytes. */
  void writeTo(OutputStream out) throws IOException {
    out.write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(bytes.size())
            .array());
    bytes.writeTo(out);
  }
}
