package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "0, nanoseconds, auto, 0",
    "1, nanoseconds, auto, 1ns",
    "999, nanoseconds, auto, 999ns",
    "1000, nanoseconds, auto, 1us",
    "1500000, nanoseconds, auto, 1.50ms",
    "90000000000, nanoseconds, auto, 90s",
    "7200, seconds, auto, 2hrs",
    "1500000, nanoseconds, s, 0",
    "15000000, nanoseconds, seconds, 0.01s",
    "-1536, bytes, auto, -1.50kB",
    "1048576, bytes, auto, 1MB",
    "1048576, bytes, kb, 1024kB",
    "1048576, bytes, seconds, 1048576B",
    "37, count, auto, 37",
    "37, count, widgets, 37widgets",
    "-9223372036854775808, count, auto, -9223372036854775808",
  })
  void values_areWrittenInTheUnitThatIsAskedFor(
      long value, String from, String to, String expected) {
    assertThat(Units.label(value, from, to)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, '  100%'",
    "0, 5, '    0%'",
    "5, 0, '    0%'",
    "1, 3, 33.33%",
    "-1, 3, 33.33%",
    "1, 100, ' 1.00%'",
    "1, 300, ' 0.33%'",
    "1, 2000, ' 0.05%'",
    "1, 1000000, 0.0001%",
    "1, 100000000, 1e-06%",
    "123, 100000000, 0.00012%",
    "3, 1, 300.00%",
    "99951, 100000, '  100%'"
  })
  void shares_haveTwoDigitsAtLeast(long value, long total, String expected) {
    assertThat(Units.percentage(value, total)).isEqualTo(expected);
  }
}
