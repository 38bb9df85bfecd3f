package io.jtrace.timeline.jfr;

import java.nio.charset.StandardCharsets;

/**
 * A position in the bytes of a chunk, and the decoding of JFR's primitive values from there.
 *
 * <p>Nothing is read beyond the limit: whatever would overrun it throws {@link
 * CorruptDataException}. The limit is checked after a value is read, so the array must have {@link
 * #SLACK_BYTES} more bytes than the limit.
 */
final class Cursor {
  /** Bytes the array must have beyond every limit; the longest value without a length. */
  static final int SLACK_BYTES = 16;

  /* How strings are written. */
  static final int STRING_NULL = 0;
  static final int STRING_EMPTY = 1;
  static final int STRING_CONSTANT = 2;
  static final int STRING_UTF8 = 3;
  static final int STRING_CHARS = 4;
  static final int STRING_LATIN1 = 5;

  private byte[] bytes;
  private int position;
  private int limit;

  Cursor(byte[] bytes, int position, int limit) {
    this.bytes = bytes;
    reset(bytes, position, limit);
  }

  /** Moves this cursor to other bytes. */
  void reset(byte[] newBytes, int newPosition, int newLimit) {
    if (newPosition < 0 || newLimit < newPosition || newLimit > newBytes.length - SLACK_BYTES) {
      throw new IllegalArgumentException(
          newPosition + ".." + newLimit + " in " + newBytes.length + " bytes");
    }
    bytes = newBytes;
    position = newPosition;
    limit = newLimit;
  }

  /** Lowers the limit to {@code newLimit}, which must lie between the position and the old one. */
  void limit(int newLimit) {
    limit = newLimit;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  /** Moves to a position within the limit. */
  void position(int newPosition) {
    if (newPosition < 0 || newPosition > limit) {
      throw new CorruptDataException("byte " + newPosition + " is not within 0.." + limit);
    }
    position = newPosition;
  }

  int remaining() {
    return limit - position;
  }

  /** Reads an integer of 1 to 9 bytes, 7 bits a byte, the lowest first; the ninth has 8 bits. */
  long varint() {
    byte[] b = bytes;
    int p = position;
    long value = b[p++];
    if (value < 0) {
      value &= 0x7f;
      for (int shift = 7; ; shift += 7) {
        byte next = b[p++];
        if (shift == 56) {
          value |= (long) next << 56;
          break;
        }
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          break;
        }
      }
    }
    moveTo(p);
    return value;
  }

  /** Reads {@code count} integers into {@code target} from {@code at} on. */
  void varints(long[] target, int at, int count) {
    byte[] b = bytes;
    int p = position;
    int end = limit;
    for (int i = at; i < at + count; i++) {
      int first = b[p];
      int second = b[p + 1];
      if (first >= 0) {
        target[i] = first;
        p++;
      } else if (second >= 0) {
        target[i] = (first & 0x7f) | second << 7;
        p += 2;
      } else {
        long value = (first & 0x7f) | (second & 0x7f) << 7;
        p += 2;
        for (int shift = 14; ; shift += 7) {
          byte next = b[p++];
          if (shift == 56) {
            value |= (long) next << 56;
            break;
          }
          value |= (next & 0x7fL) << shift;
          if (next >= 0) {
            break;
          }
        }
        target[i] = value;
      }
      if (p > end) {
        throw overrun();
      }
    }
    position = p;
  }

  /** Reads the number of things that follow, each of which takes at least one byte. */
  int count() {
    long count = varint();
    if (count < 0 || count > limit - position) {
      throw new CorruptDataException(count + " things announced in " + remaining() + " bytes");
    }
    return (int) count;
  }

  byte int8() {
    byte value = bytes[position];
    moveTo(position + 1);
    return value;
  }

  int int32() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[position + i] & 0xff);
    }
    moveTo(position + 4);
    return value;
  }

  long int64() {
    long high = int32();
    return (high << 32) | (int32() & 0xffffffffL);
  }

  float float32() {
    return Float.intBitsToFloat(int32());
  }

  double float64() {
    return Double.longBitsToDouble(int64());
  }

  void skipBytes(int count) {
    if (count < 0 || count > limit - position) {
      throw overrun();
    }
    position += count;
  }

  void skipVarints(long count) {
    byte[] b = bytes;
    int p = position;
    int end = limit;
    for (long i = 0; i < count; i++) {
      int last = p + 8;
      while (b[p] < 0 && p < last) {
        p++;
      }
      p++;
      if (p > end) {
        throw overrun();
      }
    }
    position = p;
  }

  void skipString() {
    int encoding = int8();
    switch (encoding) {
      case STRING_NULL, STRING_EMPTY -> {}
      case STRING_CONSTANT -> skipVarints(1);
      case STRING_UTF8, STRING_LATIN1 -> skipBytes(count());
      case STRING_CHARS -> skipVarints(count());
      default -> throw new CorruptDataException("unknown string encoding " + encoding);
    }
  }

  /**
   * Reads the characters of a string whose encoding byte was read and is one of those with
   * characters.
   */
  String characters(int encoding) {
    int count = count();
    int from = position;
    switch (encoding) {
      case STRING_UTF8 -> {
        skipBytes(count);
        return new String(bytes, from, count, StandardCharsets.UTF_8);
      }
      case STRING_LATIN1 -> {
        skipBytes(count);
        return new String(bytes, from, count, StandardCharsets.ISO_8859_1);
      }
      case STRING_CHARS -> {
        char[] chars = new char[count];
        for (int i = 0; i < count; i++) {
          chars[i] = (char) varint();
        }
        return new String(chars);
      }
      default -> throw new CorruptDataException("unknown string encoding " + encoding);
    }
  }

  private void moveTo(int newPosition) {
    if (newPosition > limit) {
      throw overrun();
    }
    position = newPosition;
  }

  private CorruptDataException overrun() {
    return new CorruptDataException("a value does not fit into the bytes left");
  }
}
