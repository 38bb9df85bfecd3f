package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** What the hooks wrote into a recording, as the JDK's own reader sees it. */
record Switches(List<Run> runs, List<Wake> wakes, List<Wake> unparks, Map<String, String> limits) {

  static final int PARKED = 1;
  static final int TIMED_PARK = 2;
  static final int YIELDED = 3;
  static final int BLOCKED = 4;
  static final int WAITING = 5;
  static final int TIMED_WAIT = 6;
  static final int ENDED = 7;

  /** A stretch on a carrier. */
  record Run(String thread, long id, String carrier, Instant start, Instant end, int reason) {}

  /** A wake-up. */
  record Wake(String waker, String thread, long id, Instant at) {}

  static Switches read(Path file) throws IOException {
    List<Run> runs = new ArrayList<>();
    List<Wake> wakes = new ArrayList<>();
    List<Wake> unparks = new ArrayList<>();
    Map<String, String> limits = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      switch (event.getEventType().getName()) {
        case "jtrace.VirtualThreadRun" -> runs.add(run(event));
        case "jtrace.VirtualThreadRunnable" -> wakes.add(wake(event, "virtualThread"));
        case "jtrace.Unpark" -> unparks.add(wake(event, "thread"));
        case "jtrace.Limit" ->
            limits.put(
                event.getString("event") + " " + event.getString("setting"),
                event.getString("reason"));
        default -> {}
      }
    }
    runs.sort(Comparator.comparing(Run::start));
    wakes.sort(Comparator.comparing(Wake::at));
    return new Switches(runs, wakes, unparks, limits);
  }

  private static Run run(RecordedEvent event) {
    RecordedThread thread = event.getThread("virtualThread");
    assertThat(thread.getBoolean("virtual")).isTrue();
    return new Run(
        thread.getJavaName(),
        thread.getJavaThreadId(),
        event.getThread().getJavaName(),
        event.getStartTime(),
        event.getEndTime(),
        event.getByte("reason"));
  }

  private static Wake wake(RecordedEvent event, String field) {
    RecordedThread thread = event.getThread(field); // null if it is not alive
    return new Wake(
        event.getThread().getJavaName(),
        thread == null ? "" : thread.getJavaName(),
        thread == null ? -1 : thread.getJavaThreadId(),
        event.getStartTime());
  }

  /** How often threads of a name stopped for a reason. */
  long stops(String thread, int reason) {
    return runs.stream()
        .filter(run -> run.thread().equals(thread) && run.reason() == reason)
        .count();
  }

  /** How often threads of a name were made runnable by others of a name. */
  long wakes(String waker, String thread) {
    return wakes.stream()
        .filter(wake -> wake.waker().equals(waker) && wake.thread().equals(thread))
        .count();
  }

  long unparks(String waker, String thread) {
    return unparks.stream()
        .filter(wake -> wake.waker().equals(waker) && wake.thread().equals(thread))
        .count();
  }

  /** What must hold for threads that began and ended within the recording, whatever they did. */
  void assertConsistent(String... threads) {
    Map<Long, List<Run>> runsById = runs.stream().collect(Collectors.groupingBy(Run::id));
    Map<Long, List<Wake>> wakesById = wakes.stream().collect(Collectors.groupingBy(Wake::id));
    for (Run last : runs) {
      if (last.reason() == ENDED && List.of(threads).contains(last.thread())) {
        assertFullLife(
            runsById.getOrDefault(last.id(), List.of()),
            wakesById.getOrDefault(last.id(), List.of()));
      }
    }
    assertThat(runs).extracting(Run::thread).contains(threads);
    runs.stream()
        .collect(Collectors.groupingBy(Run::carrier))
        .values()
        .forEach(Switches::assertNoOverlap);
    assertThat(runs).allMatch(run -> run.carrier().startsWith("ForkJoinPool-1-worker-"));
  }

  private static void assertFullLife(List<Run> runs, List<Wake> wakes) {
    String thread = runs.get(0).thread();
    assertThat(runs)
        .as("runs of %s, one for each time it was runnable", thread)
        .hasSameSizeAs(wakes);
    assertNoOverlap(runs);
    for (int i = 0; i < runs.size(); i++) {
      assertThat(runs.get(i).start()).as(thread).isAfterOrEqualTo(wakes.get(i).at());
      assertThat(runs.get(i).reason() == ENDED).isEqualTo(i == runs.size() - 1);
    }
  }

  private static void assertNoOverlap(List<Run> runs) {
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i).start()).isAfterOrEqualTo(runs.get(i - 1).end());
    }
  }
}
