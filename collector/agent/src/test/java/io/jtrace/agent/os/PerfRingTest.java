package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/** Rings as the kernel would fill them: a page about the ring, then the records. */
final class PerfRingTest {

  private static final int PAGE_BYTES = 4096;
  private static final int RING_BYTES = 256;
  private static final int PROCESS = 1;
  private static final int ON = 0;
  private static final int WAITS = 1 << 13;
  private static final int PREEMPTED = WAITS | 1 << 14;

  private final ByteBuffer memory =
      ByteBuffer.allocateDirect(PAGE_BYTES + RING_BYTES)
          .order(ByteOrder.nativeOrder())
          .putLong(1040, PAGE_BYTES)
          .putLong(1048, RING_BYTES);
  private final Map<Integer, Long> watchedSince = new HashMap<>();
  private final CpuSlices slices = new CpuSlices(3, watchedSince);
  private final PerfRing ring = new PerfRing(memory, PROCESS);

  private void record(int type, int flags, long... words) {
    long head = memory.getLong(1024);
    int bytes = 8 + 8 * words.length;
    put(head, type | (long) flags << 32 | (long) bytes << 48);
    for (int i = 0; i < words.length; i++) {
      put(head + 8 + 8L * i, words[i]);
    }
    memory.putLong(1024, head + bytes);
  }

  private void put(long position, long word) {
    memory.putLong((int) (PAGE_BYTES + position % RING_BYTES), word);
  }

  private void switched(int thread, int flags, long nanoTime) {
    switched(PROCESS, thread, flags, nanoTime);
  }

  private void switched(int process, int thread, int flags, long nanoTime) {
    record(14, flags, process | (long) thread << 32, nanoTime, 3);
  }

  private void ended(int thread, long nanoTime) {
    record(4, 0, PROCESS | 1L << 32, thread | (long) thread << 32, nanoTime, 0, nanoTime, 3);
  }

  private void drain() {
    ring.drain(slices);
    assertThat(memory.getLong(1032)).as("room given back").isEqualTo(memory.getLong(1024));
  }

  private static List<String> slicesOf(Recorded recorded) {
    return recorded.named("jtrace.CpuSlice").stream().map(PerfRingTest::text).toList();
  }

  private static String text(RecordedEvent slice) {
    long start = slice.getLong("startNanoTime");
    return slice.getLong("osThreadId")
        + " on "
        + slice.getInt("cpu")
        + ": "
        + start
        + "-"
        + (start + slice.getLong("durationNanos"))
        + (slice.getBoolean("preempted") ? " preempted" : "");
  }

  @Test
  void threadsThatTakeTurns_haveASliceEach() throws Exception {
    Recorded recorded =
        Recorded.events(
            () -> {
              switched(7, ON, 100);
              switched(7, PREEMPTED, 150);
              switched(8, ON, 151);
              drain();
              switched(8, WAITS, 160);
              drain();
            });

    assertThat(slicesOf(recorded)).containsExactly("7 on 3: 100-150 preempted", "8 on 3: 151-160");
  }

  @Test
  void recordsBeyondTheEndOfTheRing_goOnAtItsStart() throws Exception {
    Recorded recorded =
        Recorded.events(
            () -> {
              for (int i = 0; i < 30; i++) {
                switched(7, ON, 100L * i);
                switched(7, WAITS, 100L * i + 10);
                drain();
              }
            });

    assertThat(slicesOf(recorded)).hasSize(30).contains("7 on 3: 0-10", "7 on 3: 2900-2910");
  }

  @Test
  void threadThatIsToldOfTwice_hasOneSlice() throws Exception {
    watchedSince.put(7, 90L);
    Recorded recorded =
        Recorded.events(
            () -> {
              switched(7, ON, 100);
              switched(7, ON, 101);
              switched(7, WAITS, 150);
              switched(7, WAITS, 151);
              drain();
            });

    assertThat(slicesOf(recorded)).containsExactly("7 on 3: 100-150");
  }

  @Test
  void threadThatWasThereBefore_hasASliceFromWhenItIsWatched() throws Exception {
    watchedSince.put(7, 90L);
    Recorded recorded =
        Recorded.events(
            () -> {
              switched(7, WAITS, 150);
              switched(8, WAITS, 160); // unknown since when
              drain();
            });

    assertThat(slicesOf(recorded)).containsExactly("7 on 3: 90-150");
  }

  @Test
  void threadThatEnds_leavesTheProcessor() throws Exception {
    Recorded recorded =
        Recorded.events(
            () -> {
              switched(7, ON, 100);
              ended(7, 120);
              switched(8, ON, 130);
              switched(8, WAITS, 140);
              drain();
            });

    assertThat(slicesOf(recorded)).containsExactly("7 on 3: 100-120", "8 on 3: 130-140");
  }

  @Test
  void threadStillOnTheProcessor_isCutAndGoesOn() throws Exception {
    Recorded recorded =
        Recorded.events(
            () -> {
              switched(7, ON, 100);
              drain();
              slices.cut(120);
              switched(7, WAITS, 150);
              drain();
              slices.cut(200);
            });

    assertThat(slicesOf(recorded)).containsExactly("7 on 3: 100-120 preempted", "7 on 3: 120-150");
  }

  @Test
  void lostRecords_areCountedAndNothingIsMadeUpAcrossThem() throws Exception {
    watchedSince.put(8, 90L);
    Recorded recorded =
        Recorded.events(
            () -> {
              switched(7, ON, 100);
              record(2, 0, 1, 5);
              switched(7, WAITS, 150);
              switched(8, WAITS, 160);
              drain();
              assertThat(slices.writeLoss()).isEqualTo(5);
              assertThat(slices.writeLoss()).isZero();
            });

    assertThat(slicesOf(recorded)).isEmpty();
    assertThat(recorded.named("jtrace.CpuLoss"))
        .extracting(event -> event.getLong("lost"))
        .containsExactly(5L);
  }

  @Test
  void otherProcessesAndOtherRecords_areSkipped() throws Exception {
    Recorded recorded =
        Recorded.events(
            () -> {
              switched(7, ON, 100);
              switched(2, 70, ON, 110);
              switched(2, 70, WAITS, 120);
              record(7, 0, 1, 2, 3); // a thread began
              switched(7, WAITS, 150);
              drain();
            });

    assertThat(slicesOf(recorded)).containsExactly("7 on 3: 100-150");
  }
}
