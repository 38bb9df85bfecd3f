package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import io.jtrace.timeline.table.Strings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * What holds for arbitrary bytes: they give a trace whose books close, or one exception that says
 * where; within bounds of time and memory.
 */
final class RecordingCheck {
  /** What reading may cost beside {@link #BYTES_PER_BYTE}. */
  static final long BASE_BYTES = 64L << 20;

  /** What reading may cost for each byte of the input. */
  static final long BYTES_PER_BYTE = 20;

  /** What an input of less than a megabyte may cost. */
  static final long MAX_CPU_NANOS = 2_000_000_000L;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What reading and modelling cost this thread.
   *
   * @param allocatedBytes all objects, dead ones too: never less than what lives at any time
   */
  record Cost(long cpuNanos, long allocatedBytes) {
    boolean isWithinBounds(long inputBytes) {
      return cpuNanos <= MAX_CPU_NANOS
          && allocatedBytes <= BASE_BYTES + BYTES_PER_BYTE * inputBytes;
    }
  }

  private RecordingCheck() {}

  /** Returns the trace in {@code bytes}, or nothing where they are refused. */
  static Optional<Trace> read(byte[] bytes) {
    Recording recording;
    try {
      recording = alone(bytes);
    } catch (MalformedRecordingException e) {
      assertThat(e.offsetBytes()).isNotNegative();
      assertThat(e.getMessage()).matches("(?s)\\p{Lu}.*[^.]");
      return Optional.empty();
    }
    check(recording, bytes.length);
    Trace trace = Traces.of(recording);
    check(trace);
    return Optional.of(trace);
  }

  /** Reads with one thread, whose time and memory can be told. */
  private static Recording alone(byte[] bytes) {
    try {
      ReadOptions options = ReadOptions.defaults().withWorkers(1);
      return RecordingReader.read(new ByteArrayInputStream(bytes), options);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
    }
  }

  /** Reads {@code bytes} and returns what that cost. */
  static Cost measure(byte[] bytes) {
    long id = Thread.currentThread().getId();
    long cpuNanos = THREADS.getCurrentThreadCpuTime();
    long allocatedBytes = THREADS.getThreadAllocatedBytes(id);
    read(bytes);
    return new Cost(
        THREADS.getCurrentThreadCpuTime() - cpuNanos,
        THREADS.getThreadAllocatedBytes(id) - allocatedBytes);
  }

  /** Checks that whatever {@code bytes} come from, and however many threads read, says the same. */
  static void everyWayToReadGivesTheSame(byte[] bytes, Path scratch) {
    String expected = outcome(() -> alone(bytes));
    ReadOptions several = ReadOptions.defaults().withWorkers(3);
    assertSame(expected, () -> RecordingReader.read(bytes));
    assertSame(expected, () -> RecordingReader.read(Files.write(scratch, bytes), several));
    if (!isCompressed(bytes)) {
      ByteArrayInputStream compressed = new ByteArrayInputStream(gzip(bytes));
      assertSame(expected, () -> RecordingReader.read(compressed, several));
    }
  }

  private static void assertSame(String expected, Reading reading) {
    assertThat(outcome(reading)).isEqualTo(expected);
  }

  /** Checks that a window of time leaves nothing broken, wherever it lies. */
  static void anyWindowCanBeRead(byte[] bytes, long fromNanos, long toNanos) {
    ReadOptions options = ReadOptions.defaults().withWorkers(1).withWindow(fromNanos, toNanos);
    try {
      Recording part = RecordingReader.read(new ByteArrayInputStream(bytes), options);
      check(part, bytes.length);
      check(Traces.of(part));
    } catch (MalformedRecordingException e) {
      assertThat(read(bytes)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a recording. */
  @FunctionalInterface
  private interface Reading {
    Recording read() throws IOException;
  }

  private static String outcome(Reading reading) {
    try {
      Recording recording = reading.read();
      return recording.chunks()
          + " chunks, "
          + recording.eventCount()
          + " events, "
          + recording.durationNanos()
          + " ns, digest "
          + digest(recording)
          + ", "
          + recording.eventTypes()
          + ", "
          + recording.diagnostics().entries();
    } catch (MalformedRecordingException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long digest(Recording recording) {
    long digest = recording.startEpochNanos();
    for (EventTable table : tables(recording)) {
      digest = 31 * digest + table.typeName().hashCode();
      for (int row = 0; row < table.size(); row++) {
        digest = 31 * digest + table.startNanos(row);
        digest = 31 * digest + table.durationNanos(row);
        digest = 31 * digest + table.thread(row);
        digest = 31 * digest + table.stack(row);
        for (ConsumedField field : table.fields()) {
          digest = 31 * digest + table.id(field.name(), row);
          digest = 31 * digest + table.number(field.name(), row);
          digest = 31 * digest + Double.doubleToLongBits(table.real(field.name(), row));
        }
      }
    }
    for (int text = 0; text < recording.strings().size(); text++) {
      digest = 31 * digest + recording.strings().at(text).hashCode();
    }
    return digest;
  }

  private static List<EventTable> tables(Recording recording) {
    List<EventTable> tables = new ArrayList<>();
    for (ConsumedEvent event : ConsumedEvent.values()) {
      tables.add(recording.events(event));
    }
    tables.addAll(recording.customTables());
    return tables;
  }

  static boolean isCompressed(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static void check(Recording recording, long inputBytes) {
    assertThat(recording.lostPercent()).isBetween(0.0, 100.0);
    assertThat(recording.durationNanos()).isNotNegative();
    assertThat(recording.eventCount()).isBetween(0L, recording.sizeBytes());
    assertThat(recording.diagnostics().lostBytes()).isNotNegative();
    long rows = 0;
    for (EventTable table : tables(recording)) {
      rows += table.size();
      check(recording, table);
    }
    assertThat(rows).isLessThanOrEqualTo(recording.eventCount());
    assertThat(recording.sizeBytes()).isGreaterThanOrEqualTo(Math.min(inputBytes, 1));
    checkTexts(recording);
  }

  private static void check(Recording recording, EventTable table) {
    List<ConsumedField> fields = table.fields().stream().filter(f -> f.kind().isId()).toList();
    for (int row = 0; row < table.size(); row++) {
      assertId(table.thread(row), recording.threads().size());
      assertId(table.stack(row), recording.stacks().size());
      if (table.durationNanos(row) < 0) {
        throw new AssertionError("a negative duration in row " + row);
      }
      for (ConsumedField field : fields) {
        boolean isThread = field.kind() == FieldKind.THREAD;
        int size = isThread ? recording.threads().size() : recording.strings().size();
        assertId(table.id(field.name(), row), size);
      }
    }
  }

  private static void checkTexts(Recording recording) {
    int texts = recording.strings().size();
    for (int frame = 0; frame < recording.frames().size(); frame++) {
      assertId(recording.frames().className(frame), texts);
      assertId(recording.frames().methodName(frame), texts);
    }
    for (int stack = 0; stack < recording.stacks().size(); stack++) {
      assertId(recording.stacks().frame(stack), recording.frames().size());
      assertId(recording.stacks().parent(stack), stack);
    }
    ThreadDirectory threads = recording.threads();
    for (int thread = 0; thread < threads.size(); thread++) {
      assertId(threads.name(thread), texts);
      assertId(threads.osName(thread), texts);
      assertId(threads.group(thread), texts);
      assertId(threads.jvm(thread), recording.jvms());
    }
  }

  private static void check(Trace trace) {
    Threads threads = trace.threads();
    Spans spans = trace.spans();
    int texts = trace.strings().size();
    for (int thread = 0; thread < threads.size(); thread++) {
      if (threads.name(thread) == Strings.NONE) {
        throw new AssertionError("thread " + thread + " has no name");
      }
      long nowNanos = threads.startNanos(thread);
      for (int span = spans.first(thread); span < spans.end(thread); span++) {
        if (spans.startNanos(span) != nowNanos || spans.endNanos(span) <= nowNanos) {
          throw new AssertionError("span " + span + " of thread " + thread + " leaves a gap");
        }
        assertId(spans.operation(span), texts);
        assertId(spans.subject(span), texts);
        assertId(spans.stack(span), trace.stacks().size());
        assertId(spans.other(span), threads.size());
        nowNanos = spans.endNanos(span);
      }
      if (nowNanos != threads.endNanos(thread) || nowNanos > trace.facts().durationNanos()) {
        throw new AssertionError("the books of thread " + thread + " do not close");
      }
    }
    for (int slice = 0; slice < trace.slices().size(); slice++) {
      assertId(trace.slices().name(slice), texts);
      assertId(trace.slices().detail(slice), texts);
      if (trace.slices().endNanos(slice) < trace.slices().startNanos(slice)) {
        throw new AssertionError("slice " + slice + " ends before it begins");
      }
    }
  }

  /** Plain comparison: an assertion library would cost more than what is tested. */
  private static void assertId(int id, int size) {
    if (id < -1 || id >= size) {
      throw new AssertionError("id " + id + " of " + size);
    }
  }
}
