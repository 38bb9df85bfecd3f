package io.jtrace.agent.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values by stack and labels: what a profile of pprof says, before it is written as bytes or text.
 *
 * <p>Stacks that begin alike at the root share their frames, so that a hundred thousand threads in
 * a few places take little room. Not thread safe.
 */
public final class StackProfile {

  /** The stack below which there is none. */
  public static final int ROOT = -1;

  /**
   * What a value counts.
   *
   * @param type for example {@code delay}
   * @param unit for example {@code nanoseconds}
   */
  public record ValueType(String type, String unit) {}

  /**
   * A place in the code.
   *
   * @param method class and method, such as {@code com.acme.Foo.bar}
   * @param file path of the source as far as it is known, else empty
   * @param line or 0 where there is none
   */
  public record Frame(String method, String file, int line) {}

  /** Takes one sample. */
  public interface SampleVisitor<X extends Exception> {

    /** Takes the innermost node of a stack, its labels and its values. */
    void sample(int stack, Map<String, String> labels, long[] values) throws X;
  }

  private record Key(int stack, Map<String, String> labels) {}

  private final List<ValueType> types;
  private final ValueType periodType;
  private final long period;
  private final List<String> comments = new ArrayList<>();
  private final Map<Frame, Integer> frameIds = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Map<Long, Integer> stackIds = new HashMap<>();
  private final List<Long> stacks = new ArrayList<>();
  private final Map<Key, long[]> samples = new LinkedHashMap<>();
  private String defaultType = "";
  private long endEpochNanos;
  private long durationNanos;

  /**
   * Makes an empty profile.
   *
   * @param types of the values of each sample; readers show the last one first
   */
  public StackProfile(List<ValueType> types, ValueType periodType, long period) {
    this.types = List.copyOf(types);
    this.periodType = periodType;
    this.period = period;
  }

  /** Makes an empty profile that counts one thing. */
  public static StackProfile counting(String name) {
    ValueType type = new ValueType(name, "count");
    return new StackProfile(List.of(type), type, 1);
  }

  /** Returns an empty profile of the same types. */
  public StackProfile empty() {
    StackProfile profile = new StackProfile(types, periodType, period);
    profile.defaultType = defaultType;
    return profile;
  }

  /** Says which type readers are to show first, if not the last. */
  public void defaultType(String type) {
    defaultType = type;
  }

  /** Returns the type that readers are to show first, empty for the last. */
  public String defaultType() {
    return defaultType;
  }

  /** Says when the profile was taken; a duration of 0 is that of a snapshot. */
  public void time(long newEndEpochNanos, long newDurationNanos) {
    endEpochNanos = newEndEpochNanos;
    durationNanos = newDurationNanos;
  }

  /** Adds a sentence for whoever reads the profile. */
  public void comment(String sentence) {
    comments.add(sentence);
  }

  /** Returns the stack that goes from {@code caller} into {@code frame}. */
  public int stack(int caller, Frame frame) {
    Integer frameId = frameIds.get(frame);
    if (frameId == null) {
      frameId = frames.size();
      frameIds.put(frame, frameId);
      frames.add(frame);
    }
    long node = ((long) caller << 32) | frameId;
    Integer known = stackIds.putIfAbsent(node, stacks.size());
    if (known != null) {
      return known;
    }
    stacks.add(node);
    return stacks.size() - 1;
  }

  /** Returns the stack with these frames, the innermost first. */
  public int stack(List<Frame> innermostFirst) {
    int stack = ROOT;
    for (int i = innermostFirst.size() - 1; i >= 0; i--) {
      stack = stack(stack, innermostFirst.get(i));
    }
    return stack;
  }

  /** Adds values to those of a stack with these labels. */
  public void add(int stack, Map<String, String> labels, long... values) {
    if (values.length != types.size()) {
      throw new IllegalArgumentException(
          "expected " + types.size() + " values, found " + values.length);
    }
    long[] sums =
        samples.computeIfAbsent(new Key(stack, Map.copyOf(labels)), key -> new long[values.length]);
    for (int i = 0; i < values.length; i++) {
      sums[i] += values[i];
    }
  }

  /** Adds all samples of another profile, their values times {@code factor}. */
  public void addAll(StackProfile other, long factor) {
    int[] here = new int[other.stacks.size()];
    for (int i = 0; i < here.length; i++) {
      int caller = other.caller(i);
      here[i] = stack(caller == ROOT ? ROOT : here[caller], other.frame(i));
    }
    other.forEach(
        (stack, labels, values) -> {
          long[] scaled = values.clone();
          for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
          }
          add(stack == ROOT ? ROOT : here[stack], labels, scaled);
        });
  }

  /** Visits the samples that are not all zero, in the order in which they were first added. */
  public <X extends Exception> void forEach(SampleVisitor<X> visitor) throws X {
    for (Map.Entry<Key, long[]> entry : samples.entrySet()) {
      if (!isZero(entry.getValue())) {
        Key key = entry.getKey();
        visitor.sample(key.stack(), key.labels(), entry.getValue());
      }
    }
  }

  private static boolean isZero(long[] values) {
    for (long value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the frame at the inner end of a stack. */
  public Frame frame(int stack) {
    return frames.get((int) (long) stacks.get(stack));
  }

  /** Returns the stack without its innermost frame, or {@link #ROOT}. */
  public int caller(int stack) {
    return (int) (stacks.get(stack) >> 32);
  }

  /** Returns the frames of a stack, the innermost first. */
  public List<Frame> framesOf(int stack) {
    List<Frame> all = new ArrayList<>();
    for (int node = stack; node != ROOT; node = caller(node)) {
      all.add(frame(node));
    }
    return all;
  }

  /** Returns the sum of one of the values. */
  public long total(int value) {
    long[] sum = new long[1];
    this.<RuntimeException>forEach((stack, labels, values) -> sum[0] += values[value]);
    return sum[0];
  }

  /** Returns labels as Go prints them: sorted, quoted; empty for none. */
  public static String text(Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(labels)
        .forEach(
            (key, value) ->
                text.append(text.length() == 0 ? "{" : ", ")
                    .append(quoted(key))
                    .append(':')
                    .append(quoted(value)));
    return text.length() == 0 ? "" : text.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c == '\n') {
                quoted.append("\\n");
              } else if (Character.isISOControl(c)) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  /** Returns what the values of a sample count. */
  public List<ValueType> types() {
    return types;
  }

  /** Returns what lies between two samples. */
  public ValueType periodType() {
    return periodType;
  }

  /** Returns how much of the period type lies between two samples. */
  public long period() {
    return period;
  }

  /** Returns the sentences for whoever reads the profile. */
  public List<String> comments() {
    return List.copyOf(comments);
  }

  /** Returns when the profile was complete, since 1970. */
  public long endEpochNanos() {
    return endEpochNanos;
  }

  /** Returns over what time it was taken, 0 for a snapshot. */
  public long durationNanos() {
    return durationNanos;
  }
}
