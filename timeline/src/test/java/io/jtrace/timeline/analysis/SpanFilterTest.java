package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanFilterTest {
  private static final Trace TRACE =
      TraceScript.of(
          "exec-1: RUNNING 0-10, BLOCKED 10-40 op=\"monitor enter\" lock=com.acme.PriceCache"
              + " stack=A.get<A.run, RUNNING 40-60",
          "exec-2: RUNNING 0-40, SOCKET_IO 40-50 op=\"socket read\" subject=db:5432"
              + " stack=org.postgresql.Stream.read<A.run, RUNNING 50-60",
          "virtual v-1: SLEEPING 0-20 pinned stack=B.nap, PARKED 20-60 timedOut stack=A.get<B.go",
          "jvm \"GC Thread#0\": UNDETERMINED 0-60");

  private static List<String> found(String filter) {
    SpanSearch search =
        SpanSearch.of(
            TRACE,
            TRACE.range(),
            thread -> true,
            SpanFilter.parse(filter),
            SpanSearch.Sort.START,
            0,
            100);
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < search.spans().size(); i++) {
      int span = search.spans().at(i);
      String name = TRACE.threadName(TRACE.spans().thread(span));
      spans.add(name + " " + TRACE.spans().state(span).key());
    }
    return spans;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state:blocked,sleeping | v-1 sleeping, exec-1 blocked",
        "lock:pricecache | exec-1 blocked",
        "host:5432 | exec-2 socketIo",
        "op:MONITOR | exec-1 blocked",
        "frame:a.run | exec-1 blocked, exec-2 socketIo",
        "frame:a.run -frame:org.post | exec-1 blocked",
        "frame:A.get | exec-1 blocked, v-1 parked",
        "tag:JDBC | exec-2 socketIo",
        "-tag:jdbc frame:A.get | exec-1 blocked, v-1 parked",
        "tag:dns | ''",
        "is:pinned | v-1 sleeping",
        "is:timedOut | v-1 parked",
        "is:jvm | GC Thread#0 undetermined",
        "'\"gc thread\"' | GC Thread#0 undetermined",
        "!exec !v-1 | GC Thread#0 undetermined",
        "exec-[2-9]$ state:socketIo | exec-2 socketIo",
        "name:(1 is:virtual | ''",
        "dur>30ms dur<60ms | exec-2 running, v-1 parked",
        "dur:30ms..40ms exec | exec-2 running, exec-1 blocked",
        "dur>=40ms dur<=0.04s | exec-2 running, v-1 parked",
        "time:50ms..55ms state:running | exec-1 running, exec-2 running",
      })
  void conditions_letThrough(String filter, String spans) {
    assertThat(String.join(", ", found(filter))).isEqualTo(spans);
  }

  @Test
  void nothingAskedFor_letsAllThrough() {
    assertThat(found("  ")).hasSize(TRACE.spans().size());
  }

  @Test
  void wordWithAColonThatIsNoKey_isAName() {
    assertThat(found("http:8080")).isEmpty();
    assertThat(SpanFilter.parse("http:8080").hasSpanTerms()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state:red | expected one of running, runnable, blocked, waiting, parked, sleeping,"
            + " socketIo, fileIo, native, undetermined after \"state:\", found \"red\"",
        "is:late | expected one of pinned, timedOut, proven, virtual, platform, jvm after \"is:\","
            + " found \"late\"",
        "tag:smtp | expected one of http, tls, jdbc, dns, grpc after \"tag:\", found \"smtp\"",
        "dur>soon | expected a time such as 200ms, 1.5s or 1000 (ns), found \"soon\"",
        "time:1s | expected two times such as 1.2s..1.4s, found \"1s\"",
        "time:2s..1s | expected the earlier time first, found \"2s..1s\"",
        "lock: | expected something after \"lock:\"",
      })
  void whatCannotBeUnderstood_isOneSentence(String filter, String sentence) {
    assertThatThrownBy(() -> SpanFilter.parse(filter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void search_countsAllButReturnsAPage() {
    SpanSearch search =
        SpanSearch.of(
            TRACE,
            TRACE.range(),
            thread -> true,
            SpanFilter.parse("-state:undetermined"),
            SpanSearch.Sort.DURATION,
            2,
            2);

    assertThat(search.count()).isEqualTo(8);
    assertThat(search.totalNanos()).isEqualTo(180_000_000);
    assertThat(search.spans().size()).isEqualTo(2);
    assertThat(TRACE.spans().durationNanos(search.spans().at(0))).isEqualTo(30_000_000);
  }
}
