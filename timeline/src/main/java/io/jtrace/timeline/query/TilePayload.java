package io.jtrace.timeline.query;

import io.jtrace.timeline.table.IntColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Tiles as bytes, little endian, a multiple of four long.
 *
 * <p>Exact spans are five arrays one after the other: {@code i32} span index, {@code f64} start and
 * {@code f64} end in nanoseconds, {@code u8} state, {@code u8} flags; then padding. Buckets are
 * 1024 bytes, a {@code u32} number of wide spans, these in the form of exact spans, and 128 bytes
 * with one bit per bucket, lowest bit first, for the marks.
 */
public final class TilePayload {
  private static final int SPAN_BYTES = 4 + 8 + 8 + 1 + 1;

  private TilePayload() {}

  /** Returns the bytes of {@code tile}, which must be one of {@code tiles}. */
  public static byte[] of(Tiles tiles, Tile tile) {
    TrackSpans spans = tiles.spans();
    if (tile instanceof Tile.Exact exact) {
      byte[] bytes = new byte[spansBytes(exact.count())];
      putSpans(wrap(bytes), spans, exact.spans());
      return bytes;
    }
    if (tile instanceof Tile.Buckets buckets) {
      int wide = buckets.wide().size();
      byte[] bytes = new byte[Tile.BUCKETS + 4 + spansBytes(wide) + Tile.BUCKETS / 8];
      ByteBuffer out = wrap(bytes);
      buckets.buckets().copy(bytes);
      out.position(Tile.BUCKETS);
      out.putInt(wide);
      putSpans(out, spans, buckets.wide());
      out.put(Arrays.copyOf(buckets.marks().toByteArray(), Tile.BUCKETS / 8));
      return bytes;
    }
    return new byte[0];
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int spansBytes(int count) {
    return (count * SPAN_BYTES + 3) & ~3;
  }

  private static void putSpans(ByteBuffer out, TrackSpans spans, IntColumn indexes) {
    int end = out.position() + spansBytes(indexes.size());
    for (int i = 0; i < indexes.size(); i++) {
      out.putInt(indexes.at(i));
    }
    for (int i = 0; i < indexes.size(); i++) {
      out.putDouble((double) spans.startNanos(indexes.at(i)));
    }
    for (int i = 0; i < indexes.size(); i++) {
      out.putDouble((double) spans.endNanos(indexes.at(i)));
    }
    for (int i = 0; i < indexes.size(); i++) {
      out.put((byte) spans.stateOrdinal(indexes.at(i)));
    }
    for (int i = 0; i < indexes.size(); i++) {
      out.put((byte) spans.flags(indexes.at(i)));
    }
    out.position(end);
  }
}
