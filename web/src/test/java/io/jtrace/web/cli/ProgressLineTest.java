package io.jtrace.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  @Test
  void knownSize_isToldInPercentAndSpeed() {
    assertThat(ProgressLine.line("reading a.jfr", 477_000_000, 1_060_000_000, 932_000_000))
        .isEqualTo("reading a.jfr: 45 % of 1.06 GB, 512 MB/s");
  }

  @Test
  void unknownSize_isToldInBytes() {
    assertThat(ProgressLine.line("fetching x", 2_000_000, -1, 1_000_000_000))
        .isEqualTo("fetching x: 2.00 MB, 2.00 MB/s");
  }

  @Test
  void withoutATerminal_onlyTheStepIsTold() {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Terminal pipe =
        new Terminal(OutputStream.nullOutputStream(), errors, StandardCharsets.UTF_8, false, false);
    try (ProgressLine line = new ProgressLine(pipe)) {
      line.begins("reading a.jfr");
      line.advanced(50, 100);
    }

    assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("jtrace: reading a.jfr\n");
  }
}
