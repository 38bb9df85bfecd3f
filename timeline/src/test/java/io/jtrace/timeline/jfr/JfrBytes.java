package io.jtrace.timeline.jfr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the primitive values of the format. */
final class JfrBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  int size() {
    return out.size();
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  JfrBytes bytes(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  JfrBytes int8(int value) {
    out.write(value);
    return this;
  }

  JfrBytes int16(int value) {
    return bytes(ByteBuffer.allocate(2).putShort((short) value).array());
  }

  JfrBytes int32(int value) {
    return bytes(ByteBuffer.allocate(4).putInt(value).array());
  }

  JfrBytes int64(long value) {
    return bytes(ByteBuffer.allocate(8).putLong(value).array());
  }

  JfrBytes varint(long value) {
    long rest = value;
    for (int i = 0; i < 8; i++) {
      if ((rest & ~0x7fL) == 0) {
        return int8((int) rest);
      }
      int8((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    return int8((int) rest);
  }

  /** Writes an integer in exactly {@code width} bytes, as writers do that fill in sizes later. */
  JfrBytes paddedVarint(long value, int width) {
    long rest = value;
    for (int i = 1; i < width; i++) {
      int8((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    return int8((int) rest);
  }

  JfrBytes utf8(@Nullable String text) {
    if (text == null) {
      return int8(Cursor.STRING_NULL);
    }
    if (text.isEmpty()) {
      return int8(Cursor.STRING_EMPTY);
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return int8(Cursor.STRING_UTF8).varint(encoded.length).bytes(encoded);
  }

  JfrBytes chars(String text) {
    int8(Cursor.STRING_CHARS).varint(text.length());
    text.chars().forEach(this::varint);
    return this;
  }

  JfrBytes latin1(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
    return int8(Cursor.STRING_LATIN1).varint(encoded.length).bytes(encoded);
  }

  JfrBytes stringConstant(long key) {
    return int8(Cursor.STRING_CONSTANT).varint(key);
  }
}
