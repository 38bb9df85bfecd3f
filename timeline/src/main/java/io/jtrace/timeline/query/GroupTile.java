package io.jtrace.timeline.query;

import io.jtrace.timeline.model.State;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * How many threads of a group were in each state in the buckets of a tile, on average over each
 * bucket. Immutable; a tile of a trace is the same for ever.
 */
public final class GroupTile {
  private static final int ALL = 255;

  private final int knownLevel;
  private final float[] @Nullable [] means;

  GroupTile(int knownLevel, float[] @Nullable [] means) {
    this.knownLevel = knownLevel;
    this.means = means;
  }

  /**
   * Returns the level of the buckets whose sums these are: the one asked for, or a coarser one,
   * whose values are then repeated.
   */
  public int knownLevel() {
    return knownLevel;
  }

  /** Returns a bit for the ordinal of each state that any thread was in; 0 of an empty tile. */
  public int states() {
    int states = 0;
    for (int state = 0; state < means.length; state++) {
      float[] mean = means[state];
      if (mean != null && isAny(mean)) {
        states |= 1 << state;
      }
    }
    return states;
  }

  private static boolean isAny(float[] mean) {
    for (float value : mean) {
      if (value > 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the mean number of threads in {@code state} in a bucket. */
  public float mean(State state, int bucket) {
    float[] mean = means[state.ordinal()];
    return mean == null ? 0 : mean[bucket];
  }

  /**
   * Returns the tile as bytes, little endian: for each bucket {@code f32} the mean number of
   * threads that were alive; then for each of the {@link #states}, for each bucket, {@code u8} its
   * share of that in 255ths. Nothing for an empty tile.
   */
  public byte[] payload() {
    int states = states();
    if (states == 0) {
      return new byte[0];
    }
    float[] alive = alive();
    ByteBuffer out =
        ByteBuffer.allocate(Tile.BUCKETS * (Float.BYTES + Integer.bitCount(states)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : alive) {
      out.putFloat(value);
    }
    for (int state = 0; state < means.length; state++) {
      float[] mean = means[state];
      if (mean != null && (states & (1 << state)) != 0) {
        for (int bucket = 0; bucket < Tile.BUCKETS; bucket++) {
          float share = alive[bucket] == 0 ? 0 : mean[bucket] / alive[bucket];
          out.put((byte) Math.round(ALL * share));
        }
      }
    }
    return out.array();
  }

  private float[] alive() {
    float[] alive = new float[Tile.BUCKETS];
    for (float[] mean : means) {
      for (int bucket = 0; mean != null && bucket < Tile.BUCKETS; bucket++) {
        alive[bucket] += mean[bucket];
      }
    }
    return alive;
  }
}
