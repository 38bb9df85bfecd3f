package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the garbage collector did.
 *
 * @param recorded whether the recording would show pauses if there were any
 * @param collections collections that touch the range
 * @param pauses pauses that touch the range, in order of time
 * @param phases time in nested phases of pauses by name, most time first
 * @param causes collections by cause, most pause time first
 * @param pauseTotalNanos pause time within the range
 * @param maxPauseNanos the longest pause, uncut; 0 without pauses
 */
public record GcSummary(
    boolean recorded,
    long collections,
    List<Pause> pauses,
    List<Phase> phases,
    List<Cause> causes,
    long pauseTotalNanos,
    long maxPauseNanos) {
  /** A pause, whole even where the range cuts it. */
  public record Pause(long startNanos, long endNanos, String name, String cause, long gcId) {
    /** Returns how long the program stood still. */
    public long durationNanos() {
      return endNanos - startNanos;
    }
  }

  /**
   * Phases of one name.
   *
   * @param depth how deep they nest, from 1
   */
  public record Phase(String name, int depth, long count, long totalNanos, long maxNanos) {}

  /**
   * Pauses with one cause.
   *
   * @param pauseNanos their time within the range
   */
  public record Cause(String cause, long pauses, long pauseNanos, long maxNanos) {}

  /** Copies the lists. */
  public GcSummary {
    pauses = List.copyOf(pauses);
    phases = List.copyOf(phases);
    causes = List.copyOf(causes);
  }

  /** Returns the {@code limit} longest pauses, longest first. */
  public List<Pause> longest(int limit) {
    return pauses.stream()
        .sorted(Comparator.comparingLong(Pause::durationNanos).reversed())
        .limit(limit)
        .toList();
  }

  /** Sums up the pauses of {@code trace} that touch {@code range}. */
  public static GcSummary of(Trace trace, TimeRange range) {
    Slices slices = trace.slices();
    List<Pause> pauses = new ArrayList<>();
    Map<String, Tally> phases = new LinkedHashMap<>();
    Map<String, Tally> causes = new LinkedHashMap<>();
    long total = 0;
    long max = 0;
    for (int s = slices.first(Track.GC_PAUSE); s < slices.end(Track.GC_PAUSE); s++) {
      if (!range.touches(slices.startNanos(s), slices.endNanos(s))) {
        continue;
      }
      long inRange = range.overlapNanos(slices.startNanos(s), slices.endNanos(s));
      String name = trace.strings().at(slices.name(s));
      if (slices.depth(s) > 0) {
        String key = slices.depth(s) + " " + name;
        phases.computeIfAbsent(key, k -> new Tally()).add(inRange);
        continue;
      }
      Pause pause = pause(trace, s);
      pauses.add(pause);
      causes.computeIfAbsent(pause.cause(), k -> new Tally()).add(inRange);
      total += inRange;
      max = Math.max(max, pause.durationNanos());
    }
    boolean recorded = !pauses.isEmpty() || Recorded.in(trace, "jdk.GCPhasePause");
    return new GcSummary(
        recorded, collections(slices, range), pauses, phases(phases), causes(causes), total, max);
  }

  private static Pause pause(Trace trace, int slice) {
    Slices slices = trace.slices();
    return new Pause(
        slices.startNanos(slice),
        slices.endNanos(slice),
        trace.strings().at(slices.name(slice)),
        trace.strings().atOr(slices.detail(slice), ""),
        slices.id(slice));
  }

  private static long collections(Slices slices, TimeRange range) {
    long count = 0;
    for (int s = slices.first(Track.GC); s < slices.end(Track.GC); s++) {
      if (range.touches(slices.startNanos(s), slices.endNanos(s))) {
        count++;
      }
    }
    return count;
  }

  private static List<Phase> phases(Map<String, Tally> tallies) {
    List<Phase> phases = new ArrayList<>();
    tallies.forEach(
        (key, tally) -> {
          int space = key.indexOf(' ');
          int depth = Integer.parseInt(key.substring(0, space));
          phases.add(
              new Phase(
                  key.substring(space + 1), depth, tally.count, tally.totalNanos, tally.maxNanos));
        });
    phases.sort(Comparator.comparingLong(Phase::totalNanos).reversed());
    return phases;
  }

  private static List<Cause> causes(Map<String, Tally> tallies) {
    List<Cause> causes = new ArrayList<>();
    tallies.forEach(
        (cause, tally) ->
            causes.add(new Cause(cause, tally.count, tally.totalNanos, tally.maxNanos)));
    causes.sort(Comparator.comparingLong(Cause::pauseNanos).reversed());
    return causes;
  }
}
