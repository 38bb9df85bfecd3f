package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole text of each report, of a profile small enough to check by hand: 100 ms in all. */
final class ReportTest {
  private static final Profile SHOP =
      Drawn.profile(
          """
          main:3;serve:10;query:7   4 40000000 user=ann size=64bytes
          main:3;serve:11;query:8   2 20000000 user=bob size=2048bytes
          main:3;serve:12>render:5  3 30000000 user=ann
          main:4;close:9            1 10000000
          """);

  @TempDir private Path directory = Path.of("");

  @Test
  void top_listsWhatTookMost() throws Exception {
    assertThat(Drawn.report(SHOP, ReportKind.TOP))
        .isEqualTo(
            """
            Type: cpu
            Showing nodes accounting for 100ms, 100% of 100ms total
                  flat  flat%   sum%        cum   cum%
                  60ms 60.00% 60.00%       60ms 60.00%  query
                  30ms 30.00% 90.00%       30ms 30.00%  render (inline)
                  10ms 10.00%   100%       10ms 10.00%  close
                     0     0%   100%      100ms   100%  main
                     0     0%   100%       90ms 90.00%  serve
            """);
  }

  @Test
  void topByCum_listsCallersFirst() throws Exception {
    assertThat(
            Drawn.report(SHOP, ReportKind.TOP, "sort=cum", "nodecount=2", "sample_index=samples"))
        .isEqualTo(
            """
            Type: samples
            Showing nodes accounting for 0, 0% of 10 total
            Showing top 2 nodes out of 5
                  flat  flat%   sum%        cum   cum%
                     0     0%     0%         10   100%  main
                     0     0%     0%          9 90.00%  serve
            """);
  }

  @Test
  void lines_areEntriesOfTheirOwn() throws Exception {
    assertThat(Drawn.report(SHOP, ReportKind.TOP, "granularity=lines", "focus=query"))
        .isEqualTo(
            """
            Type: cpu
            Active filters:
               focus=query
            Showing nodes accounting for 60ms, 60.00% of 100ms total
                  flat  flat%   sum%        cum   cum%
                  40ms 40.00% 40.00%       40ms 40.00%  query query.java:7
                  20ms 20.00% 60.00%       20ms 20.00%  query query.java:8
                     0     0% 60.00%       60ms 60.00%  main main.java:3
                     0     0% 60.00%       40ms 40.00%  serve serve.java:10
                     0     0% 60.00%       20ms 20.00%  serve serve.java:11
            """);
  }

  @Test
  void smallEntries_areDroppedAndCounted() throws Exception {
    assertThat(Drawn.report(SHOP, ReportKind.TOP, "nodefraction=0.2"))
        .contains("Showing nodes accounting for 90ms, 90.00% of 100ms total")
        .contains("Dropped 1 node (cum <= 20ms)")
        .doesNotContain("close");
  }

  @Test
  void peek_showsCallersAndCallees() throws Exception {
    String text = Drawn.report(SHOP, new Report(ReportKind.PEEK, "serve", Settings.initial()));

    assertThat(text.substring(text.indexOf("context") + 13))
        .isEqualTo(
            """
            ----------------------------------------------------------+-------------
                                                          90ms   100% |   main
                     0     0%     0%       90ms 90.00%                | serve
                                                          60ms 66.67% |   query
                                                          30ms 33.33% |   render (inline)
            ----------------------------------------------------------+-------------
            """);
  }

  @Test
  void tree_hasEachEntry() throws Exception {
    assertThat(Drawn.report(SHOP, ReportKind.TREE).lines())
        .contains(
            "      30ms 30.00% 90.00%       30ms 30.00%                | render",
            "                                              10ms 10.00% |   close",
            "         0     0%   100%      100ms   100%                | main");
  }

  @Test
  void traces_haveLabels() throws Exception {
    assertThat(Drawn.report(SHOP, ReportKind.TRACES, "focus=query|render", "ignore=8"))
        .isEqualTo(
            """
            ! Ignore expression matched no samples
            Type: cpu
            -----------+-------------------------------------------------------
                  user:  ann
                  size:  64B
                  40ms   query
                         serve
                         main
            -----------+-------------------------------------------------------
                  user:  bob
                  size:  2kB
                  20ms   query
                         serve
                         main
            -----------+-------------------------------------------------------
                  user:  ann
                  30ms   render (inline)
                         serve
                         main
            -----------+-------------------------------------------------------
            """);
  }

  @Test
  void tags_areSummedByKey() throws Exception {
    assertThat(Drawn.report(SHOP, ReportKind.TAGS))
        .isEqualTo(
            """
             size: Total 60.0ms
                   40.0ms (66.67%): 64B
                   20.0ms (33.33%): 2kB

             user: Total 90.0ms
                   70.0ms (77.78%): ann
                   20.0ms (22.22%): bob

            """);
  }

  @Test
  void list_showsSourceWithValues() throws Exception {
    Files.writeString(directory.resolve("query.java"), numbered(20));
    Settings settings = Drawn.settings("source_path=" + directory);

    assertThat(Drawn.report(SHOP, new Report(ReportKind.LIST, "query", settings)))
        .isEqualTo(
            """
            Total: 100ms
            ROUTINE ======================== query in query.java
                  60ms       60ms (flat, cum) 60.00% of Total
                     .          .      2:line 2
                     .          .      3:line 3
                     .          .      4:line 4
                     .          .      5:line 5
                     .          .      6:line 6
                  40ms       40ms      7:line 7
                  20ms       20ms      8:line 8
                     .          .      9:line 9
                     .          .     10:line 10
                     .          .     11:line 11
                     .          .     12:line 12
                     .          .     13:line 13
            """);
  }

  private static String numbered(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void listWithoutSource_saysSoAndKeepsTheNumbers() throws Exception {
    Settings settings = Drawn.settings("source_path=" + directory);

    assertThat(Drawn.report(SHOP, new Report(ReportKind.LIST, "serve", settings)))
        .contains(" Error: could not find file serve.java on path " + directory)
        .contains("         .       40ms     10:\n")
        .contains("         .       30ms     12:\n");
  }

  @Test
  void folded_hasOneLineForEachStack() throws Exception {
    assertThat(Drawn.report(SHOP, ReportKind.FOLDED))
        .isEqualTo(
            """
            main;close 10000000
            main;serve;query 60000000
            main;serve;render 30000000
            """);
  }

  @Test
  void raw_showsAllFields() throws Exception {
    assertThat(Drawn.report(SHOP, ReportKind.RAW).lines())
        .startsWith(
            "Period: 0",
            "Samples:",
            "samples/count cpu/nanoseconds",
            "          4   40000000: 1 2 3 ",
            "                user:[ann]",
            "                size:[64 bytes]")
        .contains(
            "     1: 0x0 query query.java:7 s=0",
            "     6: 0x0 render render.java:5 s=0",
            "             serve serve.java:12 s=0");
  }

  @Test
  void proto_isAProfileOfWhatFiltersLeave() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Report(ReportKind.PROTO, null, Drawn.settings("focus=render", "hide=main"))
        .write(SHOP, out, remark -> {});
    Profile left = ProfileReader.read("left", new ByteArrayInputStream(out.toByteArray()));

    assertThat(Drawn.report(left, ReportKind.FOLDED)).isEqualTo("serve;render 30000000\n");
    assertThat(left.sampleTypes()).containsExactly("samples", "cpu");
  }

  @Test
  void pictures_escapeNames() throws Exception {
    Profile hostile = Drawn.profile("<script/src=x'&y\"/;\u001b[31mred 1 1");

    for (ReportKind kind : new ReportKind[] {ReportKind.SVG, ReportKind.FLAMEGRAPH}) {
      assertThat(Drawn.report(hostile, kind))
          .startsWith("<svg")
          .endsWith("</svg>\n")
          .doesNotContain("<script", "\u001b")
          .contains("&lt;script/src=x'&amp;y&quot;/");
    }
  }

  @Test
  void stackOfAnyDepth_isBorne() throws Exception {
    Profile deep = Drawn.profile("f0" + ";a;b".repeat(50_000) + " 1 1");

    for (ReportKind kind : ReportKind.values()) {
      if (!kind.isBinary() && !kind.takesPattern()) {
        assertThat(Drawn.report(deep, kind)).as(kind.word()).isNotNull();
      }
    }
  }

  @Test
  void controlCharacters_doNotReachTerminals() throws Exception {
    Profile hostile = Drawn.profile("a\u001b]0;owned\u0007b 1 1 tag\u001b=\u001bvalue");

    for (ReportKind kind : ReportKind.values()) {
      if (!kind.isBinary() && !kind.takesPattern()) {
        assertThat(Drawn.report(hostile, kind)).doesNotContain("\u001b", "\u0007");
      }
    }
  }

  @Test
  void whatMatchesNothing_isSaid() {
    assertThatThrownBy(() -> Drawn.report(SHOP, new Report(ReportKind.PEEK, "nobody", all())))
        .hasMessage("no matches found for regexp: nobody");
    assertThatThrownBy(() -> Drawn.report(SHOP, new Report(ReportKind.LIST, "nobody", all())))
        .hasMessage("no matches found for regexp: nobody");
  }

  private static Settings all() {
    return Settings.initial();
  }

  @Test
  void everyReport_bearsAnEmptyProfile() throws ProfileException, IOException {
    Profile empty = Drawn.profile("");

    for (ReportKind kind : ReportKind.values()) {
      if (!kind.takesPattern()) {
        assertThat(Drawn.report(empty, kind)).as(kind.word()).doesNotContain("NaN");
      }
    }
  }
}
