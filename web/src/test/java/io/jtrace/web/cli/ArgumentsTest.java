package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "export --format=chrome -o out.json t.jfr",
        "export t.jfr --format chrome --output out.json",
        "export --output=out.json --format=chrome -- t.jfr",
        "--format=chrome export t.jfr -o out.json"
      })
  void options_standAnywhereInEitherForm(String line) {
    Arguments arguments = parse(line);

    assertThat(arguments.trace()).isEqualTo("t.jfr");
    assertThat(arguments.required(Option.FORMAT)).isEqualTo("chrome");
    assertThat(arguments.required(Option.OUTPUT)).isEqualTo("out.json");
    assertThat(arguments.has(Option.DEBUG)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "info t.jfr,INFO",
    "--debug info t.jfr,INFO",
    "t.jfr,VIEW",
    "t.jfr info,VIEW",
    "--help,VIEW",
    "./info,VIEW"
  })
  void firstWord_choosesTheCommand(String line, Command command) {
    assertThat(Arguments.commandOf(line.split(" ", -1))).isEqualTo(command);
  }

  @Test
  void traceCalledLikeACommand_isFoundAfterTheCommand() {
    assertThat(parse("info info").trace()).isEqualTo("info");
  }

  @Test
  void dash_isAValue() {
    assertThat(parse("export -o - --format=chrome t").required(Option.OUTPUT)).isEqualTo("-");
  }

  @Test
  void wordsAfterTwoDashes_areNoOptions() {
    assertThat(parse("info -- --odd").trace()).isEqualTo("--odd");
  }

  @Test
  void emptyValue_isAValue() {
    assertThat(parse("export -o= --format=chrome t").required(Option.OUTPUT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "info --format=chrome t | unknown option --format",
        "info --json=yes t | expected --json without a value, found --json=yes",
        "export t --format | expected --format=FORMAT, found no value",
        "info a b | expected one trace, found \"a\" and \"b\"",
        "version t | expected no argument, found \"t\""
      })
  void whatIsNotUnderstood_isSaid(String line, String sentence) {
    assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageException.class).hasMessage(sentence);
  }

  @ParameterizedTest
  @EnumSource
  void help_fitsTheTerminalAndNamesEveryOption(Command command) {
    String help = HelpText.of(command);

    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    assertThat(help).contains(command.summary().substring(0, 20));
    assertThat(command.options()).allMatch(option -> help.contains(option.usage()));
  }

  private static Arguments parse(String line) {
    String[] words = line.split(" ", -1);
    return Arguments.parse(Arguments.commandOf(words), words);
  }
}
