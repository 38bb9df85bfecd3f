package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StreamSpoolTest {

  /** A stream that delivers zeros: so many, or without end. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int count = (int) Math.min(length, left);
      left -= count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }

  @Test
  void streamWithoutEnd_stopsWhereTheDiskIsFull() {
    AtomicLong room = new AtomicLong(9 << 20);

    assertThatThrownBy(
            () ->
                StreamSpool.read(
                    new Zeros(Long.MAX_VALUE),
                    true,
                    1 << 20,
                    directory -> room.getAndAdd(-(1 << 20))))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "expected room in .* for a recording of 1\\d MiB or more, decompressed, found the disk"
                + " nearly full");
  }

  @Test
  void streamLongerThanMemory_isKeptInAFile() throws IOException {
    try (ByteSource kept = StreamSpool.read(new Zeros(5_000_001), false, 1 << 20)) {
      byte[] last = {1, 1};

      assertThat(kept.read(4_999_999, last, 0, 2)).isEqualTo(2);
      assertThat(last).containsOnly(0);
      assertThat(kept.read(5_000_001, last, 0, 1)).isLessThanOrEqualTo(0);
    }
  }
}
