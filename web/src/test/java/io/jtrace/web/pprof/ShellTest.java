package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShellTest {
  private static final Profile PROFILE =
      Drawn.profile("main;work;add 3 30 user=ann\nmain;work 1 10 user=bob\nmain;rest 2 20\n");
  private static final String ROWS = "      flat  flat%   sum%        cum   cum%\n";

  @TempDir private Path directory = Path.of("");

  /**
   * Returns what the shell printed, with what it said on standard error in lines that begin so: !.
   */
  private static String said(String... lines) throws Exception {
    StringBuilder out = new StringBuilder();
    Shell shell =
        new Shell(
            PROFILE,
            Settings.initial(),
            out::append,
            error -> out.append("! ").append(error).append('\n'));
    shell.run(new BufferedReader(new StringReader(String.join("\n", lines))));
    return out.toString();
  }

  /** Returns what was said after the greeting. */
  private static String answer(String... lines) throws Exception {
    String said = said(lines);
    return said.substring(said.indexOf("(pprof) ")).replace("(pprof) ", "").stripTrailing();
  }

  @Test
  void greeting_saysWhatTheProfileIs() throws Exception {
    assertThat(said("quit", "top"))
        .isEqualTo(
            """
            Type: cpu
            Entering interactive mode (type "help" for commands, "o" for options)
            (pprof)\040""");
  }

  @Test
  void top_isShownWithoutTheHead() throws Exception {
    assertThat(answer("top2"))
        .isEqualTo(
            "Showing nodes accounting for 50ns, 83.33% of 60ns total\n"
                + "Showing top 2 nodes out of 4\n"
                + ROWS
                + "      30ns 50.00% 50.00%       30ns 50.00%  add\n"
                + "      20ns 33.33% 83.33%       20ns 33.33%  rest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "top -cum 1        | 'main'",
        "top 1 work        | 'add'",
        "top 1 -add        | 'rest'",
        "top1 --cum -rest  | 'main'",
      })
  void wordsBehindACommand_holdForItAlone(String command, String first) throws Exception {
    String answer = answer(command, "focus");

    assertThat(answer.substring(answer.indexOf(ROWS)).lines().skip(1).findFirst().orElse(""))
        .endsWith("  " + first);
    assertThat(answer).endsWith("! please specify a value, e.g. focus=<val>");
  }

  @Test
  void settings_stay() throws Exception {
    assertThat(answer("focus=add", "samples", "cum", "folded", ":", "cpu", "folded"))
        .isEqualTo("main;work;add 3\nmain;rest 20\nmain;work 10\nmain;work;add 30");
  }

  @Test
  void means_areDividedByTheFirstValue() throws Exception {
    assertThat(answer("mean_cpu", "folded rest")).isEqualTo("main;rest 10");
  }

  @Test
  void options_areListedWithTheirValues() throws Exception {
    assertThat(answer("hide=x //: a comment", "o").lines())
        .contains(
            "  hide                      = x",
            "  focus                     = \"\"",
            "  sort                      = flat                 //: [cum | flat]",
            "  nodecount                 = -1                   //: default",
            "  sample_index              = cpu                  //: [samples | cpu]");
  }

  @Test
  void help_namesEachCommandAndSetting() throws Exception {
    String help = answer("help");

    for (ReportKind kind : ReportKind.values()) {
      assertThat(help).contains("\n  " + kind.word() + " ");
      assertThat(answer("help " + kind.word())).contains(kind.help());
    }
    for (Setting setting : Setting.values()) {
      assertThat(help).contains("  " + setting.key());
      assertThat(answer("help " + setting.key())).contains(setting.help());
    }
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void tags_areNarrowedByTags() throws Exception {
    assertThat(answer("tags ann")).contains("ann").doesNotContain("bob");
  }

  @Test
  void output_goesToAFile() throws Exception {
    Path file = directory.resolve("out.txt");

    assertThat(answer("folded add > " + file)).isEqualTo("! Generating report in " + file);
    assertThat(file).hasContent("main;work;add 30");
    assertThat(answer("folded >" + file)).startsWith("! Generating report in");
    assertThat(Files.readString(file)).hasLineCount(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "peek           | command peek requires an argument",
        "peek nobody    | no matches found for regexp: nobody",
        "dance          | unrecognized command: \"dance\"",
        "focus main     | did you mean: focus=main",
        "top >          | unexpected end of line after >",
        "proto          | expected a file, such as proto > profile.pb.gz",
        "svg            | expected a file, such as svg > graph.svg",
        "sample_index=9 | expected sample_index in the range 0..1, found 9",
        "sort=size      | expected sort=cum, flat, found \"size\"",
        "help dance     | Unknown command: dance",
        "top (          | expected a regular expression as focus, found \"(\": unclosed group",
      })
  void whatIsWrong_isSaidAndTheShellGoesOn(String line, String sentence) throws Exception {
    assertThat(answer(line, "folded rest")).isEqualTo("! " + sentence + "\nmain;rest 20");
  }
}
