package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
