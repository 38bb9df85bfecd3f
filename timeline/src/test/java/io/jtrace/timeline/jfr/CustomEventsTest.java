package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of a program that jtrace has never heard of are kept, with all their fields. */
class CustomEventsTest {
  private static final String TYPE = "acme.Order";

  @Name(TYPE)
  @SuppressWarnings("unused") // JFR reads the fields
  private static final class Order extends Event {
    int items;

    @Timespan(Timespan.MILLISECONDS)
    long patience;

    double price;
    boolean paid;
    String customer;
    @Nullable String note;
    Class<?> handler;
    Thread clerk;

    Order(int items, String customer) {
      this.items = items;
      patience = 3;
      price = 9.5;
      paid = true;
      this.customer = customer;
      handler = CustomEventsTest.class;
      clerk = Thread.currentThread();
    }
  }

  @Test
  void customEvent_keepsEveryField(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("custom.jfr");
    try (jdk.jfr.Recording recording = new jdk.jfr.Recording()) {
      recording.enable(TYPE).withoutThreshold().withStackTrace();
      recording.start();
      for (int i = 0; i < 3; i++) {
        Order order = new Order(i, "customer " + i);
        order.begin();
        Thread.sleep(2);
        order.commit();
      }
      recording.stop();
      recording.dump(file);
    }

    Recording recording = RecordingReader.read(file);

    assertThat(recording.events(TYPE)).hasSize(1).isEqualTo(recording.customTables());
    EventTable orders = recording.events(TYPE).get(0);
    assertThat(orders.size()).isEqualTo(3);
    for (int row = 0; row < 3; row++) {
      assertThat(orders.durationNanos(row)).isGreaterThan(1_000_000);
      assertThat(orders.number("items", row)).isEqualTo(row);
      assertThat(orders.number("patience", row)).isEqualTo(3_000_000);
      assertThat(orders.real("price", row)).isEqualTo(9.5);
      assertThat(orders.number("paid", row)).isEqualTo(1);
      assertThat(recording.strings().at(orders.id("customer", row))).isEqualTo("customer " + row);
      assertThat(orders.id("note", row)).isEqualTo(-1);
      assertThat(recording.strings().at(orders.id("handler", row)))
          .isEqualTo(CustomEventsTest.class.getName());
      assertThat(orders.id("clerk", row)).isEqualTo(orders.thread(row)).isNotNegative();
      int frame = recording.stacks().frame(orders.stack(row));
      assertThat(recording.frames().method(frame, recording.strings()))
          .isEqualTo(CustomEventsTest.class.getName() + ".customEvent_keepsEveryField");
    }
  }

  @Test
  void typeWhoseFieldsChanged_hasATableForEachVersion() {
    byte[] old =
        new ScriptedRecording()
            .eventType(TYPE, "long startTime", "int a")
            .event(TYPE, 1, 7)
            .bytes();
    byte[] young =
        new ScriptedRecording()
            .eventType(TYPE, "long startTime", "int a", "long b")
            .event(TYPE, 2, 8, 9)
            .bytes();

    Recording recording = RecordingReader.read(ScriptedRecording.join(old, young));

    assertThat(recording.events(TYPE))
        .extracting(table -> table.number("a", 0), table -> table.number("b", 0))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(7L, 0L),
            org.assertj.core.groups.Tuple.tuple(8L, 9L));
    assertThat(recording.events("acme.Unheard")).isEmpty();
  }
}
