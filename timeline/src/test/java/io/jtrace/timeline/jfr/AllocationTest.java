package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Decoding an event costs no object: only columns grow. */
class AllocationTest {
  private static final int EVENTS = 20_000;

  @Test
  void decodedEvents_allocateNothingBeyondTheirColumns() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
        "this JVM does not count allocations; skipped");
    byte[] chunk = chunkOfEveryKindOfField();
    EventStore store = new EventStore();
    Diagnostics.Builder diagnostics = new Diagnostics.Builder();
    ChunkReader reader = new ChunkReader(store, new Dictionaries(), diagnostics);

    long first = allocatedByReading(reader, store, chunk);
    long again = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      again = Math.min(again, allocatedByReading(reader, store, chunk));
    }

    assertThat(store.tally("jdk.FileRead").count()).isEqualTo(4L * EVENTS);
    assertThat(diagnostics.build().entries()).isEmpty();
    assertThat(first).as("the columns").isGreaterThan(EVENTS * 40L);
    assertThat((double) again / (3 * EVENTS)).as("bytes an event").isLessThan(1.0);
  }

  private static long allocatedByReading(ChunkReader reader, EventStore store, byte[] chunk) {
    byte[] bytes = Arrays.copyOf(chunk, chunk.length + Cursor.SLACK_BYTES);
    ChunkHeader header = ChunkHeader.read(new Cursor(bytes, 0, chunk.length));
    TickClock clock = new TickClock(header, header.startEpochNanos());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();

    long before = threads.getThreadAllocatedBytes(id);
    assertThat(reader.read(bytes, chunk.length, header, clock, 0)).isTrue();
    long allocated = threads.getThreadAllocatedBytes(id) - before;

    // The next reading finds the columns with room for all of its rows.
    for (ConsumedEvent event : ConsumedEvent.values()) {
      store.columns(event).truncate(0);
    }
    return allocated;
  }

  private static byte[] chunkOfEveryKindOfField() {
    ScriptedRecording script =
        Scripts.peopled()
            .clock(ScriptedRecording.START_NANOS, 0, 2_600_000_000L)
            .eventType("jdk.FileRead", "long startTime", "java.lang.String path", "long bytesRead")
            .eventType("jdk.ThreadCPULoad", "long startTime", "float user", "float system");
    for (int i = 0; i < EVENTS; i++) {
      script.event(Scripts.PARK, i * 1000L, 100 + i, 2, 7, 5, i, 0, 4096);
      script.event("jdk.FileRead", i * 1000L, i % 2 == 0 ? "/tmp/a" : "/tmp/b", i);
      script.event("jdk.ThreadCPULoad", i * 1000L, 0.5f, 0.25f);
    }
    return script.bytes();
  }
}
