package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Compares decoded events, field by field, with those of the JDK's reader. */
final class DecodedEventComparison {
  /** See {@link RecordedEventComparison}. */
  private static final long CLOCK_DRIFT_NANOS = 100_000;

  private static final long ROUNDING_NANOS = 2;

  private final long originEpochNanos;

  DecodedEventComparison(long originEpochNanos) {
    this.originEpochNanos = originEpochNanos;
  }

  void compare(DecodedEvent ours, RecordedEvent theirs) {
    String where = ours.type().name() + " at " + ours.startNanos();
    assertThat(ours.type().name()).as(where).isEqualTo(theirs.getEventType().getName());
    assertThat(ours.type().label()).as(where).isEqualTo(theirs.getEventType().getLabel());
    compareMoment(where, originEpochNanos + ours.startNanos(), theirs.getStartTime());
    assertThat(ours.durationNanos())
        .as(where)
        .isCloseTo(Math.max(0, theirs.getDuration().toNanos()), within(ROUNDING_NANOS));
    List<ValueDescriptor> fields =
        theirs.getFields().stream().filter(f -> !DecodedEvent.isTime(f.getName())).toList();
    compareFields(where, ours.fields(), fields, theirs);
    assertThat(ours.type().fields())
        .as(where)
        .isEqualTo(fields.stream().map(ValueDescriptor::getName).toList());
  }

  private void compareFields(
      String where, List<EventField> ours, List<ValueDescriptor> fields, RecordedObject theirs) {
    assertThat(ours.stream().map(EventField::name).toList())
        .as(where)
        .isEqualTo(fields.stream().map(ValueDescriptor::getName).toList());
    for (EventField field : ours) {
      compare(where + " " + field.name(), field, theirs);
    }
  }

  private void compare(String where, EventField field, RecordedObject parent) {
    String name = field.name();
    EventValue ours = field.value();
    if (ours instanceof EventValue.Whole whole) {
      if (!whole.isUnsigned() || whole.value() >= 0) {
        assertThat(whole.value()).as(where).isEqualTo(parent.getLong(name));
      }
    } else if (ours instanceof EventValue.Real real) {
      assertThat(real.value()).as(where).isEqualTo(parent.getDouble(name));
    } else if (ours instanceof EventValue.Length length) {
      compareLength(where, length.nanos(), parent.getDuration(name));
    } else if (ours instanceof EventValue.Moment moment) {
      compareMoment(where, moment.epochNanos(), parent.getInstant(name));
    } else if (ours instanceof EventValue.Size size) {
      assertThat(size.bytes()).as(where).isEqualTo(parent.getLong(name));
    } else if (ours instanceof EventValue.Address address) {
      assertThat(address.value()).as(where).isEqualTo(parent.getLong(name));
    } else {
      compareValue(where, ours, parent.getValue(name));
    }
  }

  private void compareValue(String where, EventValue ours, @Nullable Object theirs) {
    if (ours instanceof EventValue.None) {
      assertThat(theirs == null || theirs.equals(Long.MIN_VALUE)).as(where).isTrue();
      return;
    }
    assertThat(theirs).as(where).isNotNull();
    if (ours instanceof EventValue.Flag flag) {
      assertThat(theirs).as(where).isEqualTo(flag.value());
    } else if (ours instanceof EventValue.Text text) {
      assertThat(text.value()).as(where).isEqualTo(textOf(theirs));
    } else if (ours instanceof EventValue.OfThread thread) {
      compareThread(where, thread, (RecordedThread) Objects.requireNonNull(theirs));
    } else if (ours instanceof EventValue.Stack stack) {
      compareStack(where, stack, (RecordedStackTrace) Objects.requireNonNull(theirs));
    } else if (ours instanceof EventValue.Struct struct) {
      RecordedObject object = (RecordedObject) Objects.requireNonNull(theirs);
      compareFields(where, struct.fields(), object.getFields(), object);
    } else if (ours instanceof EventValue.Many many) {
      Object[] elements = (Object[]) Objects.requireNonNull(theirs);
      assertThat(many.values()).as(where).hasSize(elements.length);
      for (int i = 0; i < elements.length; i++) {
        compareElement(where + " [" + i + "]", many.values().get(i), elements[i]);
      }
    } else {
      throw new AssertionError(where + " has a value of an unknown kind: " + ours);
    }
  }

  private void compareElement(String where, EventValue ours, @Nullable Object theirs) {
    if (ours instanceof EventValue.Whole whole) {
      assertThat(whole.value())
          .as(where)
          .isEqualTo(((Number) Objects.requireNonNull(theirs)).longValue());
    } else if (ours instanceof EventValue.Real real) {
      assertThat(real.value())
          .as(where)
          .isEqualTo(((Number) Objects.requireNonNull(theirs)).doubleValue());
    } else {
      compareValue(where, ours, theirs);
    }
  }

  private static @Nullable String textOf(@Nullable Object theirs) {
    if (theirs instanceof RecordedClass type) {
      return RecordedEventComparison.className(type);
    }
    if (theirs instanceof RecordedMethod method) {
      return methodName(method);
    }
    if (theirs instanceof RecordedObject object) {
      assertThat(object.getFields()).hasSize(1);
      return object.getString(object.getFields().get(0).getName());
    }
    return String.valueOf(theirs);
  }

  /** Profilers write methods of no class; JDK's reader has an empty name for it. */
  private static @Nullable String methodName(RecordedMethod method) {
    String name = RecordedEventComparison.methodName(method);
    return name != null && name.startsWith(".") ? name.substring(1) : name;
  }

  private static void compareThread(String where, EventValue.OfThread ours, RecordedThread theirs) {
    String javaName = theirs.getJavaName();
    String osName = theirs.getOSName() == null ? "" : theirs.getOSName();
    assertThat(ours.name())
        .as(where)
        .isEqualTo(javaName == null || javaName.isEmpty() ? osName : javaName);
    assertThat(Math.max(0, ours.javaId()))
        .as(where)
        .isEqualTo(Math.max(0, theirs.getJavaThreadId()));
    // The reader of newer JDKs says -1 of virtual threads, whatever is recorded.
    assertThat(Math.max(0, ours.osId())).as(where).isEqualTo(Math.max(0, theirs.getOSThreadId()));
  }

  private static void compareStack(String where, EventValue.Stack ours, RecordedStackTrace theirs) {
    assertThat(ours.isTruncated()).as(where).isEqualTo(theirs.isTruncated());
    assertThat(ours.frames()).as(where).hasSize(theirs.getFrames().size());
    for (int i = 0; i < ours.frames().size(); i++) {
      EventValue.Frame frame = ours.frames().get(i);
      RecordedFrame other = theirs.getFrames().get(i);
      assertThat(frame.method()).as(where).isEqualTo(methodName(other.getMethod()));
      assertThat(frame.line()).as(where).isEqualTo(other.getLineNumber());
      assertThat(frame.bytecodeIndex()).as(where).isEqualTo(other.getBytecodeIndex());
      assertThat(frame.type()).as(where).isEqualTo(other.getType());
    }
  }

  private static void compareLength(String where, long nanos, Duration theirs) {
    if (theirs.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0) {
      assertThat(nanos).as(where).isEqualTo(Long.MAX_VALUE);
    } else {
      assertThat(nanos).as(where).isCloseTo(theirs.toNanos(), within(ROUNDING_NANOS));
    }
  }

  private static void compareMoment(String where, long epochNanos, Instant theirs) {
    if (theirs.isAfter(Instant.EPOCH.plusNanos(Long.MAX_VALUE))) {
      assertThat(epochNanos).as(where).isEqualTo(Long.MAX_VALUE);
    } else {
      assertThat(epochNanos)
          .as(where)
          .isCloseTo(ChronoUnit.NANOS.between(Instant.EPOCH, theirs), within(CLOCK_DRIFT_NANOS));
    }
  }
}
