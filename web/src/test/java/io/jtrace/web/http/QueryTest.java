package io.jtrace.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class QueryTest {

  @Test
  void encodedPairs_areDecoded() {
    Query query = Query.of("q=a%20b%26c&group=http-nio-*&flag&empty=");

    assertThat(query.first("q")).isEqualTo("a b&c");
    assertThat(query.first("group")).isEqualTo("http-nio-*");
    assertThat(query.first("flag")).isEmpty();
    assertThat(query.first("empty")).isEmpty();
    assertThat(query.first("none")).isNull();
  }

  @Test
  void repeatedParameter_firstCounts() {
    assertThat(Query.of("a=1&a=2").first("a")).isEqualTo("1");
  }

  @Test
  void number_acceptsIntegersAndFractions() {
    Query query = Query.of("from=12.75&to=9007199254740993&big=1e9&none=");

    assertThat(query.number("from", -1)).isEqualTo(12);
    assertThat(query.number("to", -1)).isEqualTo(9007199254740993L);
    assertThat(query.number("big", -1)).isEqualTo(1_000_000_000L);
    assertThat(query.number("none", -1)).isEqualTo(-1);
    assertThat(query.number("absent", -1)).isEqualTo(-1);
  }

  @Test
  void number_refusesOtherText() {
    assertThatThrownBy(() -> Query.of("from=soon").number("from", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a number for the parameter \"from\", found \"soon\"");
    assertThatThrownBy(() -> Query.of("from=NaN").number("from", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void brokenEncoding_isRefused() {
    assertThatThrownBy(() -> Query.of("a=%zz")).isInstanceOf(IllegalArgumentException.class);
  }
}
