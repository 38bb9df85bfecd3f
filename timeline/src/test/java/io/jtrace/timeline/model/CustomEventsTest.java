package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.RecordingScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomEventsTest {
  private static CustomEvents events(String... lines) {
    return Traces.of(RecordingScript.of(lines)).customEvents();
  }

  /** Returns such as {@code Price 10-20 in 1} of a thread's events; instants have one time. */
  private static List<String> drawn(CustomEvents events, int thread) {
    List<String> drawn = new ArrayList<>();
    for (int event = events.first(thread); event < events.end(thread); event++) {
      assertThat(events.thread(event)).isEqualTo(thread);
      String label = events.types().get(events.type(event)).label();
      long start = events.startNanos(event) / 1_000_000;
      long end = events.endNanos(event) / 1_000_000;
      drawn.add(
          events.isInstant(event)
              ? label + " " + start
              : label + " " + start + "-" + end + " in " + events.lane(event));
    }
    return drawn;
  }

  @Test
  void recordingWithoutCustomEvents_hasNone() {
    CustomEvents events = events("duration 100", "thread main", "ThreadPark main 10-40");

    assertThat(events.size()).isZero();
    assertThat(events.types()).isEmpty();
    assertThat(events.end(0)).isEqualTo(events.first(0));
    assertThat(events.end(-1)).isEqualTo(events.first(-1));
    assertThat(events.firstReaching(0, 50)).isZero();
  }

  @Test
  void eventsOfOneThread_areInOrderOfStartAndWhatEnclosesIsFirst() {
    CustomEvents events =
        events(
            "duration 100",
            "thread main",
            "thread worker",
            "com.acme.Row main 30-35",
            "com.acme.Price main 20-30 rows:NUMBER=3",
            "com.acme.Tick worker 7",
            "com.acme.Query main 20-50 sql:TEXT=select",
            "com.acme.Tick main 25");

    assertThat(drawn(events, 0))
        .containsExactly("Query 20-50 in 0", "Price 20-30 in 1", "Tick 25", "Row 30-35 in 1");
    assertThat(drawn(events, 1)).containsExactly("Tick 7");
  }

  @Test
  void eventsWithoutThread_comeFirst() {
    CustomEvents events =
        events("duration 100", "thread main", "a.B main 1-2", "a.B - 50-60", "a.B - 40");

    assertThat(drawn(events, -1)).containsExactly("B 40", "B 50-60 in 0");
    assertThat(events.first(-1)).isZero();
    assertThat(events.thread(2)).isZero();
  }

  @Test
  void eventsThatOverlap_takeLanes() {
    CustomEvents events =
        events(
            "duration 100",
            "thread main",
            "a.B main 0-20",
            "a.B main 10-30",
            "a.B main 15-40",
            "a.B main 20-25",
            "a.B main 30-35");

    assertThat(drawn(events, 0))
        .containsExactly(
            "B 0-20 in 0", "B 10-30 in 1", "B 15-40 in 2", "B 20-25 in 0", "B 30-35 in 0");
  }

  @Test
  void whatReachesBeyondTheTrace_isClippedAndWhatLiesOutsideIsLeftOut() {
    CustomEvents events =
        events(
            "duration 100",
            "thread main",
            "a.B main -20-10",
            "a.B main -20",
            "a.B main 90-120",
            "a.B main 110-120",
            "a.B main 100",
            "a.Outside main 200");

    assertThat(drawn(events, 0)).containsExactly("B 0-10 in 0", "B 90-100 in 0", "B 100");
    assertThat(events.types()).containsExactly(new CustomEvents.Type("a.B", "B", 3));
  }

  @Test
  void versionsOfAType_areOneTypeWithTheirOwnFields() {
    CustomEvents events =
        events(
            "duration 100",
            "thread main",
            "a.B main 10 id:NUMBER=7",
            "a.B main 20 id:TEXT=seven",
            "a.C main 30");

    assertThat(events.types())
        .containsExactly(
            new CustomEvents.Type("a.B", "B", 2), new CustomEvents.Type("a.C", "C", 1));
    assertThat(events.table(0).number("id", events.row(0))).isEqualTo(7);
    assertThat(events.table(1).id("id", events.row(1))).isNotNegative();
    assertThat(events.type(0)).isEqualTo(events.type(1));
  }

  @Test
  void firstReaching_skipsOnlyWhatHasEnded() {
    CustomEvents events =
        events(
            "duration 100",
            "thread main",
            "a.B main 0-5",
            "a.B main 10-60",
            "a.B main 20-30",
            "a.B main 70-80");

    assertThat(events.firstReaching(0, 40_000_000)).isEqualTo(1);
    assertThat(events.firstReaching(0, 61_000_000)).isEqualTo(3);
    assertThat(events.firstReaching(0, 81_000_000)).isEqualTo(events.end(0));
  }

  @Test
  void moreOverlapsThanLanes_shareTheLastLane() {
    List<String> lines = new ArrayList<>(List.of("duration 1000", "thread main"));
    for (int i = 0; i < 300; i++) {
      lines.add("a.B main " + i + "-900");
    }

    CustomEvents events = events(lines.toArray(new String[0]));

    assertThat(events.size()).isEqualTo(300);
    assertThat(events.lane(299)).isEqualTo(CustomEvents.MAX_LANES - 1);
  }

  @Test
  void virtualThreadThatRecordedNothingElse_livedWithItsEvents() {
    Trace trace =
        Traces.of(
            RecordingScript.of("duration 100", "virtual v-1", "a.B v-1 10-20", "a.B v-1 40-50"));

    assertThat(trace.threads().startNanos(0)).isEqualTo(10_000_000);
    assertThat(trace.threads().endNanos(0)).isEqualTo(50_000_000);
  }
}
