package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long text that many things refer to is kept once, whatever is made of it. */
class HostileTextsTest {
  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void longTextsOfMany_areReadInTheMemoryTheyMayTake(@TempDir Path directory) throws Exception {
    BoundedReading reading = BoundedReading.of(HostileTexts.drawn(), directory);

    assertThat(reading.failures()).isEmpty();
    assertThat(reading.names()).containsExactlyInAnyOrderElementsOf(HostileTexts.drawn().keySet());
  }
}
