package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Decoding an event costs no object: only columns grow. */
class AllocationTest {
  private static final int EVENTS = 20_000;

  @Test
  void decodedEvents_allocateNothingBeyondTheirColumns() throws IOException {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
        "this JVM does not count allocations; skipped");
    byte[] chunk = chunkOfEveryKindOfField();
    ChunkReader reader = reader(chunk);

    long first = allocatedByReading(reader, chunk);
    long again = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      again = Math.min(again, allocatedByReading(reader, chunk));
    }

    assertThat(reader.batch().columns(ConsumedEvent.FILE_READ).rows()).isEqualTo(EVENTS);
    assertThat(first).as("the columns").isGreaterThan(EVENTS * 40L);
    assertThat((double) again / (3 * EVENTS)).as("bytes an event").isLessThan(1.0);
  }

  private static ChunkReader reader(byte[] chunk) {
    Shapes shapes = new Shapes();
    return new ChunkReader(
        new MemoryBytes(chunk, chunk.length, false),
        new SchemaCache(shapes),
        shapes,
        new Dictionaries(),
        ChunkReader.Limits.USUAL);
  }

  private static long allocatedByReading(ChunkReader reader, byte[] chunk) throws IOException {
    byte[] head = Arrays.copyOf(chunk, ChunkHeader.SIZE_BYTES + Cursor.SLACK_BYTES);
    ChunkHeader header = ChunkHeader.read(new Cursor(head, 0, ChunkHeader.SIZE_BYTES));
    TickClock clock = new TickClock(header, header.startEpochNanos());
    ChunkExtent extent = new ChunkExtent(0, chunk.length, header);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();

    long before = threads.getThreadAllocatedBytes(id);
    assertThat(
            reader.read(
                extent,
                clock,
                taken -> assertThat(taken.batch().diagnostics().build().entries()).isEmpty()))
        .isTrue();
    return threads.getThreadAllocatedBytes(id) - before;
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
