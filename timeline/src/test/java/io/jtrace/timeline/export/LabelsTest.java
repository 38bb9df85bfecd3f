package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.analysis.NaturalOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
  @ParameterizedTest
  @CsvSource({
    "java.util.concurrent.locks.ReentrantLock$NonfairSync, ReentrantLock",
    "java.util.concurrent.locks.ReentrantReadWriteLock$FairSync, ReentrantReadWriteLock",
    "java.util.concurrent.Semaphore$Sync, Semaphore",
    "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject, ConditionObject",
    "com.acme.Pool, Pool",
    "com.acme.Pool$Entry, Pool$Entry",
    "Plain, Plain",
    "ends.with., ends.with.",
  })
  void lockNames_areThoseThatProgrammersKnow(String className, String name) {
    assertThat(Labels.lockName(className)).isEqualTo(name);
  }

  @Test
  void naturalOrder_readsNumbersAsNumbers() {
    assertThat(
            Stream.of("w-10", "w-9", "w-09", "w", "w-1x", "v-99999999999999999999", "v-3")
                .sorted(NaturalOrder::compare))
        .isEqualTo(List.of("v-3", "v-99999999999999999999", "w", "w-1x", "w-09", "w-9", "w-10"));
  }

  @Test
  void everyTrack_hasItsRowInTheTable() {
    for (io.jtrace.timeline.model.Track track : io.jtrace.timeline.model.Track.values()) {
      assertThat(SliceTracks.of(track).track()).isEqualTo(track);
    }
  }
}
