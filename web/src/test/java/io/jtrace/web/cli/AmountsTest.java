package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "7, 7 ns",
    "999, 999 ns",
    "1000, 1.00 µs",
    "12345, 12.3 µs",
    "999499, 999 µs",
    "999500, 1.00 ms",
    "45600000, 45.6 ms",
    "1234567890, 1.23 s",
    "59996000000, 60.0 s",
    "119000000000, 119 s",
    "120000000000, 2 min 0 s",
    "7384000000000, 2 h 3 min",
    "-45600000, -45.6 ms",
  })
  void duration_hasThreeDigitsAndItsUnit(long nanos, String text) {
    assertThat(Amounts.duration(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.00 kB", "2290000, 2.29 MB", "999950000, 1.00 GB"})
  void bytes_areDecimal(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void extremes_areNoErrors() {
    assertThat(Amounts.bytes(Long.MAX_VALUE)).isEqualTo("9.22 EB");
    assertThat(Amounts.duration(Long.MAX_VALUE)).endsWith("min");
    assertThat(Amounts.duration(Long.MIN_VALUE)).startsWith("-");
  }

  @Test
  void count_setsThousandsApart() {
    assertThat(Amounts.count(1234567)).isEqualTo("1\u202f234\u202f567");
    assertThat(Amounts.counted(1, "chunk")).isEqualTo("1 chunk");
    assertThat(Amounts.counted(0, "chunk")).isEqualTo("0 chunks");
  }

  @Test
  void smallShare_neverLooksLikeNothing() {
    assertThat(Amounts.percent(0, 100)).isEqualTo("0.0 %");
    assertThat(Amounts.percent(1, 1_000_000)).isEqualTo("< 0.1 %");
    assertThat(Amounts.percent(1, 8)).isEqualTo("12.5 %");
    assertThat(Amounts.percent(0, 0)).isEqualTo("0.0 %");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000",
    "1000ns, 1000",
    "3us, 3000",
    "3 µs, 3000",
    "200ms, 200000000",
    "1.5s, 1500000000",
    "2m, 120000000000",
    "0, 0"
  })
  void parseDuration_knowsUnits(String text, long nanos) {
    assertThat(Amounts.parseDuration(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1s", "1.5", "5 parsecs", "1e99s", "s"})
  void parseDuration_refusesTheRest(String text) {
    assertThatThrownBy(() -> Amounts.parseDuration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a time such as 200ms, 1.5s or 1000 (ns), found \"" + text + "\"");
  }
}
