package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompletionTest {
  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jtrace rep                       | report",
        "jtrace --no                      | --no-browser",
        "jtrace info --a                  | --all",
        "jtrace export --f                | --format= --from=",
        "jtrace export --format = ch      | chrome",
        "jtrace export --format h         | html",
        "jtrace pprof --json --type = sy  | sync syscall",
        "jtrace completion f              | fish",
        "jtrace info tra                  | ''",
        "jtrace export -o tra             | ''",
      })
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no bash to ask")
  void bash_completesWhatCommandsKnow(String line, String expected) throws Exception {
    assertThat(completed(line)).isEqualTo(expected);
  }

  @Test
  void zsh_usesTheScriptOfBash() {
    assertThat(Outcome.of("completion", "zsh").out())
        .startsWith("autoload -Uz bashcompinit")
        .endsWith(Outcome.of("completion", "bash").out());
  }

  @Test
  void fish_isToldEachCommandWithItsOptions() {
    assertThat(Outcome.of("completion", "fish").out())
        .contains("-a info -d 'Print what a trace is")
        .contains("'__fish_seen_subcommand_from export' -s o -l output -r -d 'Write there;")
        .contains("'__fish_seen_subcommand_from export' -l format -x -a 'perfetto chrome html'")
        .contains("group -r -d 'Only threads of this group, for example \"http-nio-*\".'");
  }

  @Test
  void otherShell_isAnErrorOfUsage() {
    assertThat(Outcome.of("completion", "tcsh"))
        .isEqualTo(
            new Outcome(
                ExitCode.USAGE,
                "",
                "jtrace: expected bash, zsh or fish, found \"tcsh\"; see jtrace completion"
                    + " --help\n"));
    assertThat(Outcome.of("completion").errors()).contains("expected a shell: bash, zsh or fish");
  }

  /** Asks a bash, with the words as it takes a line apart, for what it would offer. */
  private String completed(String line) throws IOException, InterruptedException {
    List<String> words = List.of(line.strip().split(" +"));
    Path script = directory.resolve("ask.sh");
    String question =
        "COMP_WORDS=(%s)\nCOMP_CWORD=%d\n_jtrace\necho ${COMPREPLY[*]}\n"
            .formatted(String.join(" ", words), words.size() - 1);
    Files.writeString(script, "set -u\n" + Outcome.of("completion", "bash").out() + question);
    Process bash = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said.strip();
  }
}
