package io.jtrace.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://jaeger.example/trace/{traceId}",
        "HTTP://localhost:16686/trace/{traceId}?uiFind={spanId}",
        "http://[::1]/#/{tenant}",
      })
  void addressWithLabels_isALink(String link) {
    assertThat(new Links("", link).traceLink()).isEqualTo(link);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://jaeger.example/trace/",
        "javascript:alert({traceId})",
        "ftp://files.example/{traceId}",
        "//jaeger.example/{traceId}",
        "https://{tenant}/trace/{traceId}",
        "https://{tenant}.example/trace",
        "https://jaeger.example:{port}/",
        "https:///{traceId}",
        "https://jaeger.example/ {traceId}",
      })
  void otherText_isRefused(String link) {
    assertThatThrownBy(() -> new Links("", link))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected an http or https address")
        .hasMessageEndingWith("found " + link);
  }
}
