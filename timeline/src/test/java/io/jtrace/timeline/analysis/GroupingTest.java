package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.jfr.JoinedRecordings;
import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {
  @ParameterizedTest
  @CsvSource({
    "http-exec-17, http-exec-*",
    "http-nio-127.0.0.1-8080-exec-3, http-nio-127.0.0.1-8080-exec-*",
    "ForkJoinPool-1-worker-2, ForkJoinPool-1-worker-*",
    "kafka-7-sender, kafka-*-sender",
    "C2 CompilerThread0, C2 CompilerThread*",
    "G1 Conc#0, G1 Conc#*",
    "G1 Main Marker, G1 Main Marker",
    "main, main",
    "42, *"
  })
  void namePattern_replacesTheNumberThatTellsThreadsOfAPoolApart(String name, String pattern) {
    assertThat(Grouping.namePattern(name)).isEqualTo(pattern);
  }

  @Test
  void threadsOfTwoJvms_areInGroupsOfTheirOwn() {
    Trace trace = Traces.of(RecordingReader.read(JoinedRecordings.ofTwoJvms()));

    assertThat(ThreadGroups.of(trace, trace.range(), Grouping.NAME).groups())
        .extracting(ThreadGroups.Group::key)
        .containsExactlyInAnyOrder("JVM 1: worker", "JVM 2: worker");
  }
}
