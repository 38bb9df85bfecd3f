package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.perfetto.DebugAnnotation;
import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.timeline.analysis.CustomEventDetails;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An event of a program, with a field of every kind, from the JVM's own recorder to the exports.
 */
class RecordedCustomEventsTest {
  @Name("com.acme.Checkout")
  @Label("Check out")
  static final class Checkout extends Event {
    int items = 3;
    long orderId = 1L << 40;

    @Timespan(Timespan.MICROSECONDS)
    long delay = 1500;

    @Timespan(Timespan.TICKS)
    long none = Long.MIN_VALUE;

    double total = 9.75;
    float tax = 0.1f;
    boolean paid = true;
    byte small = -1;
    short middle = -300;
    char letter = 'A';
    String note = "a \"gift\"\nfor <b>you</b>";
    @Nullable String voucher;
    Class<?> item = Map.Entry.class;
    Thread clerk = Thread.currentThread();
    @Nullable Thread nobody;
  }

  private static Trace trace;

  @BeforeAll
  static void record(@TempDir Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("checkout.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(Checkout.class).withStackTrace();
      recording.start();
      Thread thread = new Thread(RecordedCustomEventsTest::checkOut, "till-1");
      thread.start();
      thread.join();
      recording.stop();
      recording.dump(file);
    }
    trace = Traces.of(RecordingReader.read(file));
  }

  private static void checkOut() {
    Checkout span = new Checkout();
    span.begin();
    LockSupport.parkNanos(1_000_000);
    span.commit();
    new Checkout().commit();
  }

  @Test
  void spanAndInstant_areEventsOfTheirThread() {
    CustomEvents events = trace.customEvents();

    assertThat(events.types())
        .containsExactly(new CustomEvents.Type("com.acme.Checkout", "Check out", 2));
    assertThat(events.isInstant(0)).isFalse();
    assertThat(events.isInstant(1)).isTrue();
    assertThat(trace.threadName(events.thread(0))).isEqualTo("till-1");
    assertThat(events.startNanos(1)).isGreaterThanOrEqualTo(events.endNanos(0));
  }

  @Test
  void details_haveEveryFieldWithItsUnit() {
    CustomEventDetails details = CustomEventDetails.of(trace, 0);

    Map<String, String> values = new LinkedHashMap<>();
    details.fields().forEach(field -> values.put(field.name(), String.valueOf(field.value())));
    assertThat(values)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("items", "3"),
                Map.entry("orderId", "1099511627776"),
                Map.entry("delay", "1.5 ms"),
                Map.entry("none", "null"),
                Map.entry("total", "9.75"),
                Map.entry("tax", "0.1"),
                Map.entry("paid", "true"),
                Map.entry("small", "-1"),
                Map.entry("middle", "-300"),
                Map.entry("letter", "65"),
                Map.entry("note", "a \"gift\"\nfor <b>you</b>"),
                Map.entry("voucher", "null"),
                Map.entry("item", "java.util.Map$Entry"),
                Map.entry("clerk", "till-1"),
                Map.entry("nobody", "null")));
    assertThat(details.stack().get(0).method()).endsWith("RecordedCustomEventsTest.checkOut");
    assertThat(details.threadName()).isEqualTo("till-1");
  }

  @Test
  void perfetto_hasASliceAndAnInstantWithAllFields() throws IOException {
    List<TracePacket> packets = PerfettoExporterTest.export(trace);

    PerfettoVerifier verified = PerfettoVerifier.verify(packets);
    assertThat(verified.problems()).isEmpty();
    assertThat(verified.slices())
        .filteredOn(slice -> slice.category().equals("custom"))
        .extracting(PerfettoVerifier.Slice::name)
        .containsExactly("Check out", "Check out");
    assertThat(annotations(packets))
        .containsEntry("event_type", "com.acme.Checkout")
        .containsEntry("items", 3L)
        .containsEntry("orderId", 1L << 40)
        .containsEntry("delay_nanos", 1_500_000L)
        .containsEntry("total", 9.75)
        .containsEntry("paid", true)
        .containsEntry("note", "a \"gift\"\nfor <b>you</b>")
        .containsEntry("item", "java.util.Map$Entry")
        .containsEntry("clerk", "till-1")
        .doesNotContainKeys("voucher", "nobody", "none_nanos")
        .hasSize(13);
  }

  /** Returns the annotations of the first event that has the argument {@code event_type}. */
  private static Map<String, Object> annotations(List<TracePacket> packets) {
    Map<Long, String> names = new TreeMap<>();
    Map<Long, String> texts = new TreeMap<>();
    for (TracePacket packet : packets) {
      packet
          .getInternedData()
          .getDebugAnnotationNamesList()
          .forEach(name -> names.put(name.getIid(), name.getName()));
      packet
          .getInternedData()
          .getDebugAnnotationStringValuesList()
          .forEach(text -> texts.put(text.getIid(), text.getStr().toStringUtf8()));
      Map<String, Object> values = new TreeMap<>();
      for (DebugAnnotation annotation : packet.getTrackEvent().getDebugAnnotationsList()) {
        String name = names.getOrDefault(annotation.getNameIid(), "");
        values.put(name, value(annotation, texts));
      }
      if (values.containsKey("event_type")) {
        return values;
      }
    }
    return Map.of();
  }

  private static Object value(DebugAnnotation annotation, Map<Long, String> texts) {
    return switch (annotation.getValueCase()) {
      case BOOL_VALUE -> annotation.getBoolValue();
      case INT_VALUE -> annotation.getIntValue();
      case DOUBLE_VALUE -> annotation.getDoubleValue();
      default -> texts.getOrDefault(annotation.getStringValueIid(), "");
    };
  }

  @Test
  void chrome_hasACompleteEventAndAnInstantWithAllFields() throws IOException {
    String json = ChromeExporterTest.export(trace);

    assertThat(ChromeVerifier.verify(json).problems()).isEmpty();
    assertThat(json.lines().filter(line -> line.contains("\"cat\":\"custom\"")))
        .hasSize(2)
        .allMatch(line -> line.contains("\"items\":3,\"orderId\":1099511627776,"))
        .allMatch(line -> line.contains("\"note\":\"a \\\"gift\\\"\\nfor <b>you</b>\""))
        .anyMatch(line -> line.startsWith("{\"ph\":\"X\",\"name\":\"Check out\""))
        .anyMatch(line -> line.startsWith("{\"ph\":\"i\",\"name\":\"Check out\""));
  }
}
