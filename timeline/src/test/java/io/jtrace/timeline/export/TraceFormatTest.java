package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceFormatTest {
  @Test
  void keys_areThoseOfTheCommandLine() {
    assertThat(TraceFormat.named("perfetto")).contains(TraceFormat.PERFETTO);
    assertThat(TraceFormat.named("chrome")).contains(TraceFormat.CHROME);
    assertThat(TraceFormat.named("Perfetto")).isEmpty();
    assertThat(TraceFormat.PERFETTO.fileExtension()).isEqualTo("pftrace");
    assertThat(TraceFormat.CHROME.mediaType()).isEqualTo("application/json");
  }

  @ParameterizedTest
  @EnumSource
  void writing_leavesTheStreamOpenAndFlushed(TraceFormat format) throws IOException {
    CountingStream out = new CountingStream(Long.MAX_VALUE);

    format.write(DrawnTraces.shop(), DrawnTraces.shop().range(), out);

    assertThat(out.isClosed).isFalse();
    assertThat(out.unflushedBytes).isZero();
    assertThat(out.totalBytes).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @EnumSource
  void failingStream_endsTheExport(TraceFormat format) {
    Trace trace = RandomTraces.of(1, 1_000_000, 20, 0, 1_000);

    assertThatThrownBy(() -> format.write(trace, trace.range(), new CountingStream(100_000)))
        .isInstanceOf(IOException.class)
        .hasMessage("no space");
  }

  /**
   * What an export keeps are dictionaries and one entry per thread and arrow; here they are small
   * beside the output.
   */
  @ParameterizedTest
  @EnumSource
  void memory_doesNotGrowWithTheOutput(TraceFormat format) throws IOException {
    Trace trace = RandomTraces.of(1, 1_000_000_000, 40, 0, 1_000);
    System.gc();
    HeapWatch out = new HeapWatch();

    format.write(trace, trace.range(), out);

    assertThat(out.totalBytes).isGreaterThan(10_000_000);
    assertThat(out.grownBytes).isLessThan(out.totalBytes / 4);
  }

  /** Fails when it has taken enough, and knows what reached it. */
  private static class CountingStream extends OutputStream {
    private final long maxBytes;
    long totalBytes;
    long unflushedBytes;
    boolean isClosed;

    CountingStream(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      totalBytes += length;
      unflushedBytes += length;
      if (totalBytes > maxBytes) {
        throw new IOException("no space");
      }
    }

    @Override
    public void flush() {
      unflushedBytes = 0;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  /** Looks at the live heap now and then while bytes pass. */
  private static final class HeapWatch extends CountingStream {
    private static final long STEP_BYTES = 9_000_000;

    private final long startBytes = liveBytes();
    private long nextLookBytes = STEP_BYTES;
    long grownBytes;

    HeapWatch() {
      super(Long.MAX_VALUE);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      super.write(bytes, offset, length);
      if (totalBytes >= nextLookBytes) {
        nextLookBytes += STEP_BYTES;
        grownBytes = Math.max(grownBytes, liveBytes() - startBytes);
      }
    }

    private static long liveBytes() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
