package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No shape of a recording costs memory, or time, out of proportion to its bytes. */
class HostileShapesTest {
  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void hostileShapes_areReadInTheMemoryTheyMayTake(@TempDir Path directory) throws Exception {
    BoundedReading reading = BoundedReading.of(HostileShapes.drawn(), directory);

    assertThat(reading.failures()).isEmpty();
    assertThat(reading.names()).containsExactlyInAnyOrderElementsOf(HostileShapes.drawn().keySet());
  }
}
