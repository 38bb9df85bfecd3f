package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.perfetto.EventName;
import io.jtrace.proto.perfetto.InternedString;
import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.timeline.jfr.ConsumedField;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.FieldKind;
import io.jtrace.timeline.jfr.ScriptTable;
import io.jtrace.timeline.model.Annotations;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Scheduling;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.SortedTables;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import io.jtrace.timeline.model.Track;
import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names come from programs, and programs may call things anything. */
class HostileNamesTest {
  static List<String> names() {
    return List.of(
        "",
        "two\nlines\r\n\ttabbed",
        "\"quoted\" \\ back </script>",
        "\u202Eright to left \u05D0\u05D1",
        "\u0000nul and \u001Bescape",
        "half a pair \uD83D",
        "\uDE00 the other half",
        "wrong order \uDE00\uD83D",
        "whole pair \uD83D\uDE00",
        "long ".repeat(2_000),
        "\uD83D\uDE00".repeat(300) + "x",
        "debug.name[0]");
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyName_leavesTheTraceReadable(String name) throws IOException {
    Trace trace = traceOf(name);

    List<TracePacket> packets = PerfettoExporterTest.export(trace);
    String json = ChromeExporterTest.export(trace);

    assertThat(PerfettoVerifier.verify(packets).problems()).isEmpty();
    assertThat(ChromeVerifier.verify(json).problems()).isEmpty();
    for (TracePacket packet : packets) {
      for (EventName eventName : packet.getInternedData().getEventNamesList()) {
        assertLabel(eventName.getName());
      }
      for (InternedString function : packet.getInternedData().getFunctionNamesList()) {
        assertThat(function.getStr().isValidUtf8()).isTrue();
        assertLabel(function.getStr().toStringUtf8());
      }
      packet
          .getInternedData()
          .getDebugAnnotationStringValuesList()
          .forEach(value -> assertThat(value.getStr().isValidUtf8()).isTrue());
    }
  }

  private static void assertLabel(String label) {
    assertThat(label).isNotEmpty().hasSizeLessThanOrEqualTo(Text.MAX_LABEL_CHARS + 20);
    assertThat(label.chars()).allMatch(c -> c >= ' ');
  }

  /** A type, its fields and its values are called {@code name}. */
  private static CustomEvents customEvents(String name, int text) {
    List<ConsumedField> fields =
        List.of(
            new ConsumedField(name, FieldKind.TEXT),
            new ConsumedField(name, FieldKind.CLASS),
            new ConsumedField("event_type", FieldKind.TEXT),
            new ConsumedField(name, FieldKind.THREAD));
    ScriptTable table = new ScriptTable(name, fields, new Only(text));
    table.add(10, 20, 0, -1, Map.of(name, name, "event_type", name));
    table.add(15, 0, -1, -1, Map.of(name, name, "event_type", name));
    return SortedTables.of(List.of(table.build()), 1, 100);
  }

  /** There is one word and one thread. */
  private record Only(int word) implements ScriptTable.Ids {
    @Override
    public int text(String text) {
      return word;
    }

    @Override
    public int thread(String thread) {
      return 0;
    }

    @Override
    public long nanos(String text) {
      return 0;
    }
  }

  private static Trace traceOf(String name) {
    Strings.Builder strings = new Strings.Builder();
    int text = strings.intern(name);
    Frames.Builder frames = new Frames.Builder();
    Stacks.Builder stacks = new Stacks.Builder();
    int stack = stacks.push(Stacks.NONE, frames.intern(text, text, 1, FrameKind.NATIVE));
    TimeRange life = new TimeRange(0, 100);
    Threads.Builder threads = new Threads.Builder();
    threads.add(text, text, ThreadKind.PLATFORM, 1, 1, 0, life);
    Spans.Builder spans = new Spans.Builder();
    spans.describe(spans.add(0, 50, State.PARKED), text, text, stack);
    spans.describe(spans.add(50, 100, State.SOCKET_IO), text, text, stack);
    spans.endThread();
    Slices.Builder slices = new Slices.Builder();
    slices.describe(slices.add(Track.REGION, 0, 10, 20, text), text, 0, stack, -1, 0);
    Samples.Builder samples = new Samples.Builder();
    samples.add(Samples.Kind.ALLOCATION, 5, 0, stack, text, 8);
    Instants.Builder instants = new Instants.Builder();
    instants.add(Instants.Kind.EXCEPTION, 7, 0, stack, text, text);
    return new Trace(
        new TraceFacts(
            1,
            100,
            0,
            1,
            0,
            List.of(new TraceFacts.Jvm(name, name, 0, 5, name, name, name, 0, 0, 0, name, name)),
            CpuSource.NONE),
        strings.build(),
        frames.build(),
        stacks.build(),
        threads.build(),
        spans.build(),
        slices.build(),
        samples.build(),
        instants.build(),
        new Flows.Builder().build(),
        Scheduling.none(),
        Annotations.none(),
        customEvents(name, text),
        List.of(),
        List.of(),
        new Diagnostics.Builder().build());
  }
}
