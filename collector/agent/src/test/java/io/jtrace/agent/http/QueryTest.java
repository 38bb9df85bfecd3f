package io.jtrace.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryTest {

  @ParameterizedTest
  @CsvSource({
    "seconds=2.5, 2.5",
    "seconds=.5, 0.5",
    "seconds=5., 5",
    "seconds=1e1, 10",
    "seconds=%32, 2",
    "seconds=2&seconds=3, 2",
    "seconds=+Inf, Infinity",
    "'', 1",
    "seconds=, 1",
    "seconds=0, 1",
    "seconds=-3, 1",
    "seconds=NaN, 1",
    "seconds=five, 1",
    "seconds=2f, 1",
    "seconds=1e999, 1",
    "seconds=%zz, 1",
  })
  void seconds_areReadAsGoReadsThem(String query, double expected) {
    assertThat(Query.from(query.replace("+Inf", "%2BInf")).seconds()).isEqualTo(expected);
  }

  @Test
  void value_isDecoded() {
    assertThat(Query.from("a=1&token=x%26y+z").value("token")).hasValue("x&y z");
  }

  @Test
  void emptyValue_countsAsAbsent() {
    assertThat(Query.from("format=&x").value("format")).isEmpty();
    assertThat(Query.from("format=&x").value("x")).isEmpty();
  }
}
