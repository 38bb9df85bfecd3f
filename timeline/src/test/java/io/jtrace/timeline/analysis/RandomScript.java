package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TraceScript;
import java.util.Random;

/**
 * Draws threads at random, platform and virtual, {@code pool-0} and so on: any state, any length.
 */
final class RandomScript {
  /** What a span is drawn with beside its state and time. */
  interface Details {
    /** Returns attributes of {@link TraceScript}, each with a space before it; or nothing. */
    String of(Random random, boolean isVirtual);
  }

  private RandomScript() {}

  /** Returns the script of a trace of 2 µs; lines may be added. */
  static String of(Random random, Details details) {
    StringBuilder text = new StringBuilder("@trace 0-2000ns");
    for (int thread = 0; thread < 1 + random.nextInt(6); thread++) {
      boolean isVirtual = random.nextBoolean();
      text.append(isVirtual ? "\nvirtual pool-" : "\npool-").append(thread).append(": ");
      long now = random.nextInt(300);
      for (int span = 0; span < 1 + random.nextInt(9); span++) {
        long end = now + 1 + random.nextInt(200);
        State state = State.at(random.nextInt(State.count()));
        text.append("%s %d-%dns%s, ".formatted(state, now, end, details.of(random, isVirtual)));
        now = end;
      }
      text.setLength(text.length() - 2);
    }
    return text.toString();
  }
}
