package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, localhost, 8080",
    ":8080, 127.0.0.1, 8080",
    "8080, 127.0.0.1, 8080",
    "localhost, localhost, 0",
    "[::1]:8080, ::1, 8080",
    "[::1], ::1, 0",
    "0.0.0.0:0, 0.0.0.0, 0"
  })
  void usualForms_areUnderstood(String text, String host, int port) {
    assertThat(ListenAddress.parse(text)).isEqualTo(new ListenAddress(host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:http", "localhost:70000", "localhost:-1", "99999"})
  void badPort_isWrongUsage(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessage("expected --http=host:port, found \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {":", ":8080", "localhost:8080", "10.0.0.1:0", "[::1]:8080", "8080"})
  void wordBehindTheOption_isTheAddress(String text) {
    assertThat(ListenAddress.isLike(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cpu.pb.gz", "dir/cpu", "http://localhost:6060/debug/pprof/heap", "localhost:1/x"})
  void fileOrUrlBehindTheOption_isNot(String text) {
    assertThat(ListenAddress.isLike(text)).isFalse();
  }
}
