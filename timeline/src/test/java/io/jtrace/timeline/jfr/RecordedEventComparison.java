package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Strings;
import java.lang.constant.ClassDesc;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Compares events in our columns with those of the JDK's reader. */
final class RecordedEventComparison {
  /**
   * The JDK's reader times all chunks by the clock of the first, we each by its own; over a short
   * recording the two drift apart by less than this.
   */
  private static final long CLOCK_DRIFT_NANOS = 100_000;

  /** The JDK's reader converts with floating point, of 53 bits, and rounds both ends of a span. */
  private static final long ROUNDING_NANOS = 2;

  private final Recording ours;
  private final int unknownStack;

  RecordedEventComparison(Recording ours) {
    this.ours = ours;
    unknownStack = unknownStack(ours);
  }

  /** Returns the stack that stands for stacks which the recording lacks, or -2 for none. */
  private static int unknownStack(Recording recording) {
    for (int stack = 0; stack < recording.stacks().size(); stack++) {
      int frame = recording.stacks().frame(stack);
      if (recording.stacks().depth(stack) == 1
          && recording.frames().className(frame) == Strings.NONE
          && recording.frames().kind(frame) == FrameKind.UNKNOWN) {
        return stack;
      }
    }
    return -2;
  }

  void compare(ConsumedEvent consumed, int row, RecordedEvent theirs) {
    EventTable table = ours.events(consumed);
    String where = consumed.typeName() + " row " + row;
    long theirStart = ChronoUnit.NANOS.between(Instant.EPOCH, theirs.getStartTime());
    assertThat(ours.startEpochNanos() + table.startNanos(row))
        .as(where)
        .isCloseTo(theirStart, within(CLOCK_DRIFT_NANOS));
    assertThat(table.durationNanos(row))
        .as(where)
        .isCloseTo(theirs.getDuration().toNanos(), within(ROUNDING_NANOS));
    compareThread(where, table.thread(row), threadOf(theirs));
    compareStack(where, table.stack(row), theirs.getStackTrace());
    for (ConsumedField field : consumed.fields()) {
      String fieldWhere = where + " " + field.name();
      assertThat(table.has(field.name())).as(fieldWhere).isEqualTo(theirs.hasField(field.name()));
      if (theirs.hasField(field.name())) {
        compareField(fieldWhere, table, row, field, theirs);
      }
    }
  }

  private static @Nullable RecordedThread threadOf(RecordedEvent event) {
    if (event.hasField("eventThread")) {
      return event.getThread();
    }
    return event.hasField("sampledThread") ? event.getThread("sampledThread") : null;
  }

  private void compareField(
      String where, EventTable table, int row, ConsumedField field, RecordedEvent theirs) {
    String name = field.name();
    switch (field.kind()) {
      case NUMBER -> assertThat(table.number(name, row)).as(where).isEqualTo(theirs.getLong(name));
      case NANOS -> compareNanos(where, table.number(name, row), theirs.getDuration(name));
      case BOOLEAN ->
          assertThat(table.number(name, row)).as(where).isEqualTo(theirs.getBoolean(name) ? 1 : 0);
      case REAL -> assertThat(table.real(name, row)).as(where).isEqualTo(theirs.getDouble(name));
      case TEXT -> compareText(where, table.id(name, row), theirs.getString(name));
      case CLASS -> compareText(where, table.id(name, row), className(theirs.getClass(name)));
      case METHOD -> compareText(where, table.id(name, row), methodName(theirs.getValue(name)));
      case THREAD -> compareThread(where, table.id(name, row), theirs.getThread(name));
    }
  }

  private static void compareNanos(String where, long nanos, Duration theirs) {
    if (theirs.toSeconds() == Long.MIN_VALUE) {
      assertThat(nanos).as(where).isEqualTo(Long.MIN_VALUE);
    } else if (theirs.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0) {
      assertThat(nanos).as(where).isEqualTo(Long.MAX_VALUE);
    } else {
      assertThat(nanos).as(where).isCloseTo(theirs.toNanos(), within(ROUNDING_NANOS));
    }
  }

  private void compareText(String where, int id, @Nullable String theirs) {
    assertThat(id == Strings.NONE ? null : ours.strings().at(id)).as(where).isEqualTo(theirs);
  }

  private void compareThread(String where, int thread, @Nullable RecordedThread theirs) {
    if (theirs == null) {
      assertThat(thread).as(where).isEqualTo(-1);
      return;
    }
    assertThat(thread).as(where).isNotNegative();
    ThreadDirectory threads = ours.threads();
    assertThat(Math.max(0, threads.javaId(thread)))
        .as(where)
        .isEqualTo(Math.max(0, theirs.getJavaThreadId()));
    assertThat(Math.max(0, threads.osId(thread)))
        .as(where)
        .isEqualTo(Math.max(0, theirs.getOSThreadId()));
  }

  private void compareStack(String where, int stack, @Nullable RecordedStackTrace theirs) {
    int[] frames = ours.stacks().framesOf(stack);
    if (theirs == null) {
      // Either no stack, or one that the JVM forgot to write: there we have a placeholder.
      assertThat(frames.length == 0 || stack == unknownStack).as(where).isTrue();
      return;
    }
    List<RecordedFrame> theirFrames = withoutHooks(theirs.getFrames());
    boolean truncated =
        frames.length > 0 && ours.frames().kind(frames[frames.length - 1]) == FrameKind.TRUNCATED;
    assertThat(truncated).as(where).isEqualTo(theirs.isTruncated());
    assertThat(frames.length - (truncated ? 1 : 0)).as(where).isEqualTo(theirFrames.size());
    for (int i = 0; i < theirFrames.size(); i++) {
      compareFrame(where + " frame " + i, frames[i], theirFrames.get(i));
    }
  }

  private static List<RecordedFrame> withoutHooks(List<RecordedFrame> frames) {
    int top = 0;
    while (top < frames.size()
        && ClassNames.isHook(frames.get(top).getMethod().getType().getName())) {
      top++;
    }
    return frames.subList(top, frames.size());
  }

  private void compareFrame(String where, int frame, RecordedFrame theirs) {
    Frames frames = ours.frames();
    assertThat(frames.method(frame, ours.strings()))
        .as(where)
        .isEqualTo(methodName(theirs.getMethod()));
    int line = theirs.getLineNumber();
    assertThat(frames.line(frame)).as(where).isEqualTo(line > 0 ? line : Frames.NO_LINE);
    assertThat(frames.kind(frame)).as(where).isEqualTo(kind(theirs.getType()));
  }

  private static FrameKind kind(@Nullable String type) {
    return switch (type == null ? "" : type) {
      case "Interpreted" -> FrameKind.INTERPRETED;
      case "JIT compiled" -> FrameKind.JIT_COMPILED;
      case "Inlined" -> FrameKind.INLINED;
      case "Native", "C++" -> FrameKind.NATIVE;
      default -> FrameKind.UNKNOWN;
    };
  }

  static @Nullable String methodName(@Nullable RecordedMethod method) {
    return method == null ? null : className(method.getType()) + "." + method.getName();
  }

  static @Nullable String className(@Nullable RecordedClass theirs) {
    if (theirs == null) {
      return null;
    }
    String name = theirs.getName().replace('/', '.');
    if (!name.startsWith("[")) {
      return name;
    }
    ClassDesc element = ClassDesc.ofDescriptor(name.replace('.', '/'));
    String brackets = "";
    while (element.isArray()) {
      element = element.componentType();
      brackets += "[]";
    }
    String packageName = element.isPrimitive() ? "" : element.packageName();
    String simple = element.displayName() + brackets;
    return packageName.isEmpty() ? simple : packageName + "." + simple;
  }
}
