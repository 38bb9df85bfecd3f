package io.jtrace.agent.heap;

import io.jtrace.agent.heap.ClassHistogram.Usage;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import io.jtrace.agent.spi.StackProfile.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts together what is exact (bytes by class, bytes allocated in all) and what is sampled (where).
 *
 * <p>What a class has on the heap is spread over the places where it was seen to be allocated, by
 * the weight of the samples; what was not seen is told with the class for a frame. So totals are
 * exact, and places are estimates.
 */
public final class HeapProfile {

  /** Label of the class, in the sampled profile and in ours. */
  private static final String CLASS = "class";

  /** What an object takes at least; for classes that are on the heap no more. */
  private static final long SMALLEST_OBJECT_BYTES = 16;

  private final StackProfile sampled;
  private final ClassHistogram before;
  private final ClassHistogram now;
  private final StackProfile profile;
  private final Map<String, Long> weightOfClass = new HashMap<>();
  private final Map<String, Spread> objectSpreads = new HashMap<>();
  private final Map<String, Spread> byteSpreads = new HashMap<>();

  private HeapProfile(StackProfile sampled, ClassHistogram before, ClassHistogram now) {
    this.sampled = sampled;
    this.before = before;
    this.now = now;
    ValueType bytes = new ValueType("space", "bytes");
    profile =
        new StackProfile(
            List.of(
                new ValueType("alloc_objects", "count"),
                new ValueType("alloc_space", "bytes"),
                new ValueType("inuse_objects", "count"),
                new ValueType("inuse_space", "bytes")),
            bytes,
            1);
  }

  /**
   * Makes the profile.
   *
   * @param sampled allocations by the label {@code class}: samples, and the bytes they stand for
   * @param allocatedBytes all that was allocated meanwhile
   * @param before what to subtract from what is on the heap
   * @param now what is on the heap
   */
  public static StackProfile of(
      StackProfile sampled, long allocatedBytes, ClassHistogram before, ClassHistogram now) {
    HeapProfile heap = new HeapProfile(sampled, before, now);
    heap.addSampled(Math.max(allocatedBytes, 0));
    heap.addUnsampled();
    heap.comment(allocatedBytes);
    heap.profile.time(sampled.endEpochNanos(), sampled.durationNanos());
    return heap.profile;
  }

  private void addSampled(long allocatedBytes) {
    sampled.<RuntimeException>forEach(
        (stack, labels, values) ->
            weightOfClass.merge(className(labels), weight(values), Long::sum));
    long all = weightOfClass.values().stream().mapToLong(Long::longValue).sum();
    Spread allocated = new Spread(allocatedBytes, all);
    sampled.<RuntimeException>forEach(
        (stack, labels, values) -> {
          String name = className(labels);
          long weight = weight(values);
          long bytes = allocated.next(weight);
          profile.add(
              profile.stack(sampled.framesOf(stack)),
              labels,
              bytes / objectBytes(name),
              bytes,
              spread(objectSpreads, name, objects(name)).next(weight),
              spread(byteSpreads, name, bytes(name)).next(weight));
        });
  }

  private static String className(Map<String, String> labels) {
    return labels.getOrDefault(CLASS, "");
  }

  /** A sample of weight 0 has been there too. */
  private static long weight(long[] values) {
    return Math.max(1, values[1]);
  }

  private Spread spread(Map<String, Spread> spreads, String name, long total) {
    return spreads.computeIfAbsent(
        name, any -> new Spread(total, weightOfClass.getOrDefault(name, 1L)));
  }

  private long objectBytes(String name) {
    Usage usage = now.of(name);
    return usage.objects() == 0
        ? SMALLEST_OBJECT_BYTES
        : Math.max(SMALLEST_OBJECT_BYTES, usage.bytes() / usage.objects());
  }

  private long objects(String name) {
    return now.of(name).objects() - before.of(name).objects();
  }

  private long bytes(String name) {
    return now.of(name).bytes() - before.of(name).bytes();
  }

  private void addUnsampled() {
    Map<String, Usage> all = new TreeMap<>(before.classes());
    all.putAll(now.classes());
    for (String name : all.keySet()) {
      if (!weightOfClass.containsKey(name)) {
        Frame frame = new Frame(name + " (where it was allocated was not sampled)", "", 0);
        profile.add(
            profile.stack(StackProfile.ROOT, frame),
            Map.of(CLASS, name),
            0,
            0,
            objects(name),
            bytes(name));
      }
    }
  }

  private void comment(long allocatedBytes) {
    profile.comment(
        String.format(
            Locale.ROOT,
            "alloc: %d bytes in %.1f s, spread over %d samples (jdk.ObjectAllocationSample); the"
                + " number of objects is estimated from their mean size on the heap",
            allocatedBytes,
            sampled.durationNanos() / 1e9,
            sampled.total(0)));
    profile.comment(
        String.format(
            Locale.ROOT,
            "inuse: exact bytes by class from a class histogram, for which the program stood still"
                + " for at most %.0f ms; where they were allocated is estimated from the same"
                + " samples",
            Math.max(before.stopNanos(), now.stopNanos()) / 1e6));
    sampled.comments().forEach(profile::comment);
  }
}
