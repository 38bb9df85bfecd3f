package io.jtrace.timeline.jfr;

import io.jtrace.timeline.jfr.FieldDescriptor.TimeUnit;

/**
 * Turns the ticks of one chunk into nanoseconds. Each chunk has its own: chunks of one file may
 * count different clocks, and a clock drifts against the wall between chunks.
 */
final class TickClock {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Times further than this (36 years) from the chunk's start are damage. */
  static final long MAX_SPAN_NANOS = 1L << 60;

  /** Slower clocks than this give quotients beyond the precision of a double. */
  private static final long MIN_FAST_TICKS_PER_SECOND = 1_000_000;

  /** Ticks below this go the fast way: their product with 1e9 fits 64 bits. */
  private final long maxFastTicks;

  private final double nanosPerTick;
  private final long startTicks;
  private final long ticksPerSecond;
  private final long maxSpanTicks;
  private final long startNanos;

  /**
   * Creates a clock.
   *
   * @param originEpochNanos the wall clock at time 0
   */
  TickClock(ChunkHeader header, long originEpochNanos) {
    nanosPerTick = (double) NANOS_PER_SECOND / header.ticksPerSecond();
    startTicks = header.startTicks();
    ticksPerSecond = header.ticksPerSecond();
    maxFastTicks =
        ticksPerSecond < MIN_FAST_TICKS_PER_SECOND ? 0 : Long.MAX_VALUE / NANOS_PER_SECOND;
    long seconds = MAX_SPAN_NANOS / NANOS_PER_SECOND;
    maxSpanTicks =
        seconds > Long.MAX_VALUE / ticksPerSecond ? Long.MAX_VALUE : seconds * ticksPerSecond;
    startNanos = header.startEpochNanos() - originEpochNanos;
  }

  /** Returns the time of an instant; negative offsets from the chunk's start are normal. */
  long nanosAt(long ticks) {
    return startNanos + nanosOf(ticks - startTicks);
  }

  /** Returns the time of an instant; what is beyond all range becomes the nearest that is not. */
  long saturatedNanosAt(long ticks) {
    return startNanos + saturatedNanosOf(ticks - startTicks);
  }

  /** Returns a length of time, rounded towards zero. */
  long nanosOf(long ticks) {
    if (ticks > maxSpanTicks || ticks < -maxSpanTicks) {
      throw new CorruptDataException("a time lies decades away");
    }
    if (ticksPerSecond == NANOS_PER_SECOND) {
      return ticks;
    }
    return ticks < maxFastTicks && ticks > -maxFastTicks
        ? fastScale(ticks)
        : scale(ticks, ticksPerSecond);
  }

  /** Returns a length of time in nanoseconds; the least value, which stands for none, stays. */
  long nanosOf(long value, TimeUnit unit) {
    if (value == Long.MIN_VALUE) {
      return value;
    }
    return switch (unit) {
      case TICKS -> saturatedNanosOf(value);
      case SECONDS -> saturatedProduct(value, 1_000_000_000);
      case MILLISECONDS -> saturatedProduct(value, 1_000_000);
      case MICROSECONDS -> saturatedProduct(value, 1_000);
      case NANOSECONDS, NONE -> value;
    };
  }

  static long saturatedProduct(long value, long factor) {
    if (value > Long.MAX_VALUE / factor) {
      return Long.MAX_VALUE;
    }
    return value < -Long.MAX_VALUE / factor ? -Long.MAX_VALUE : value * factor;
  }

  /** Returns a length of time; what is beyond all range becomes the nearest that is not. */
  long saturatedNanosOf(long ticks) {
    if (ticks > maxSpanTicks) {
      return MAX_SPAN_NANOS;
    }
    return ticks < -maxSpanTicks ? -MAX_SPAN_NANOS : nanosOf(ticks);
  }

  /**
   * Returns {@code ticks * 1e9 / ticksPerSecond}, exactly: a quotient in floating point is at most
   * one off, and its remainder shows which way. A division of integers takes several times as long.
   */
  private long fastScale(long ticks) {
    long quotient = (long) (ticks * nanosPerTick);
    long remainder = ticks * NANOS_PER_SECOND - quotient * ticksPerSecond;
    if (ticks >= 0) {
      return remainder < 0 ? quotient - 1 : remainder >= ticksPerSecond ? quotient + 1 : quotient;
    }
    return remainder > 0 ? quotient + 1 : remainder <= -ticksPerSecond ? quotient - 1 : quotient;
  }

  /** Returns {@code ticks * 1e9 / perSecond} without overflow in between. */
  private static long scale(long ticks, long perSecond) {
    if (ticks < Long.MAX_VALUE / NANOS_PER_SECOND && ticks > -Long.MAX_VALUE / NANOS_PER_SECOND) {
      return ticks * NANOS_PER_SECOND / perSecond;
    }
    long seconds = ticks / perSecond;
    long rest = ticks % perSecond;
    long restNanos =
        perSecond < Long.MAX_VALUE / NANOS_PER_SECOND
            ? rest * NANOS_PER_SECOND / perSecond
            : (long) ((double) rest / perSecond * NANOS_PER_SECOND);
    return seconds * NANOS_PER_SECOND + restNanos;
  }
}
