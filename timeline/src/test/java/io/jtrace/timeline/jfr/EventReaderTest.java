package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every event equals what the JDK's own reader says. */
class EventReaderTest {
  @TempDir private Path directory = Path.of("");

  private Path corpus(String name) throws IOException {
    Path file = directory.resolve("recording.jfr");
    try (InputStream packed =
            Objects.requireNonNull(getClass().getResourceAsStream("/fuzz/" + name), name);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(packed) : packed;
        OutputStream out = Files.newOutputStream(file)) {
      in.transferTo(out);
    }
    return file;
  }

  private static List<DecodedEvent> read(Path file, EventQuery query) throws IOException {
    List<DecodedEvent> events = new ArrayList<>();
    try (EventReader reader = EventReader.open(file, OptionalLong.empty())) {
      reader.each(query, events::add);
      assertThat(reader.unreadableEvents()).isZero();
      assertThat(reader.unreadableChunks()).isZero();
    }
    return events;
  }

  /** Compares event by event as they come, so that not all are in memory; returns their number. */
  private static long compare(Path file) throws IOException {
    long[] count = new long[1];
    try (RecordingFile theirs = new RecordingFile(file);
        EventReader reader = EventReader.open(file, OptionalLong.empty())) {
      DecodedEventComparison comparison = new DecodedEventComparison(reader.originEpochNanos());
      reader.each(
          EventQuery.ALL,
          ours -> {
            comparison.compare(ours, next(theirs));
            count[0]++;
            return true;
          });
      assertThat(theirs.hasMoreEvents()).isFalse();
      assertThat(reader.unreadableEvents()).isZero();
    }
    return count[0];
  }

  private static RecordedEvent next(RecordingFile file) {
    try {
      return file.readEvent();
    } catch (IOException e) {
      throw new AssertionError("the JDK's reader has no more events", e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk17-few-events.jfr.gz", "jdk25-few-events.jfr.gz"})
  void recordingOfTheCorpus_equalsWhatTheJdkReads(String name) throws IOException {
    assertThat(compare(corpus(name))).isPositive();
  }

  /** The JDK's reader does not understand the annotations of scripted recordings. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "every-event.jfr",
        "structs-and-arrays.jfr",
        "all-string-encodings.jfr",
        "virtual-threads.jfr",
        "two-clocks.jfr",
        "jdk25-few-events.jfr.gz"
      })
  void consumedFields_equalTheColumns(String name) throws IOException {
    Path file = corpus(name);
    Recording columns = RecordingReader.read(file);
    Map<ConsumedEvent, Integer> rows = new HashMap<>();
    long count = 0;
    for (DecodedEvent event : read(file, EventQuery.ALL)) {
      count++;
      ConsumedEvent consumed = ConsumedEvent.named(event.type().name()).orElse(null);
      if (consumed != null) {
        int row = rows.merge(consumed, 1, Integer::sum) - 1;
        DecodedFields.compare(columns, consumed, row, event);
      }
    }
    assertThat(columns.eventCount()).isEqualTo(count);
  }

  @ParameterizedTest
  @MethodSource("io.jtrace.timeline.jfr.ForeignRecordings#readByTheJdk")
  void recordingOfAnotherTool_equalsWhatTheJdkReads(String name) throws IOException {
    assertThat(compare(ForeignRecordings.find(name))).isPositive();
  }

  @Test
  void recordingOfThisJvm_equalsWhatTheJdkReads() throws Exception {
    Path file = directory.resolve("live.jfr");
    RecordedWorkload.main(new String[] {file.toString()});

    assertThat(compare(file)).isGreaterThan(1000);
  }

  @Test
  void events_areChosenByTypeTimeAndThread() throws IOException {
    Path file = corpus("every-event.jfr");
    List<DecodedEvent> parks = read(file, query(Set.of("ThreadPark"), List.of()));

    assertThat(parks).isNotEmpty();
    assertThat(parks).allMatch(event -> event.type().name().equals("jdk.ThreadPark"));
    assertThat(read(file, query(Set.of("jdk.ThreadPark"), List.of()))).isEqualTo(parks);
    DecodedEvent last = parks.get(parks.size() - 1);
    EventQuery later =
        new EventQuery(Set.of("ThreadPark"), last.startNanos(), last.startNanos() + 1, List.of());
    assertThat(read(file, later)).contains(last);
    String name = Objects.requireNonNull(last.thread()).name();
    assertThat(read(file, query(Set.of("ThreadPark"), List.of(name))))
        .contains(last)
        .allMatch(event -> Objects.requireNonNull(event.thread()).name().equals(name));
    assertThat(read(file, query(Set.of(), List.of("nobody")))).isEmpty();
  }

  @Test
  void catalog_countsByTypeAndListsPagesByStart() throws IOException {
    Path file = corpus("jdk25-few-events.jfr.gz");
    List<DecodedEvent> all = read(file, EventQuery.ALL);
    try (EventReader reader = EventReader.open(file, OptionalLong.empty())) {
      EventCatalog catalog = EventCatalog.of(reader);
      long middle = all.get(all.size() / 2).startNanos();
      for (long from : new long[] {Long.MIN_VALUE, middle}) {
        EventQuery window = new EventQuery(Set.of(), from, Long.MAX_VALUE, List.of());
        List<DecodedEvent> wanted = read(file, window);
        List<EventCatalog.TypeCount> types = catalog.types(from, Long.MAX_VALUE);
        assertThat(types.stream().mapToLong(EventCatalog.TypeCount::count).sum())
            .isEqualTo(wanted.size());
        String type = types.get(0).type().name();
        EventQuery ofType = new EventQuery(Set.of(type), from, Long.MAX_VALUE, List.of());
        EventCatalog.Page page = catalog.page(ofType, null, 1, 5);
        List<DecodedEvent> ordered = new ArrayList<>(read(file, ofType));
        ordered.sort(Comparator.comparingLong(DecodedEvent::startNanos));
        assertThat(page.count()).isEqualTo(ordered.size()).isEqualTo(types.get(0).count());
        assertThat(page.events()).isEqualTo(ordered.stream().skip(1).limit(5).toList());
        assertThat(catalog.page(ofType, event -> false, 0, 5).count()).isZero();
      }
    }
  }

  private static EventQuery query(Set<String> types, List<String> threads) {
    return new EventQuery(types, Long.MIN_VALUE, Long.MAX_VALUE, threads);
  }

  @Test
  void consumerThatHasEnough_isAskedNoMore() throws IOException {
    List<DecodedEvent> events = new ArrayList<>();
    try (EventReader reader =
        EventReader.open(corpus("jdk17-few-events.jfr.gz"), OptionalLong.empty())) {
      reader.each(EventQuery.ALL, event -> events.add(event) && events.size() < 3);
    }
    assertThat(events).hasSize(3);
  }
}
