package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recording of this JVM, cut in its only chunk. Each time the JVM flushes it writes metadata,
 * constants, and a copy of the chunk's header into the chunk.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutRecordingTest {
  private static final int HEADER_BYTES = 68;
  private static final int START_NANOS_OFFSET = 32;

  private byte[] whole = new byte[0];

  @BeforeAll
  void record(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("whole.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ThreadSleep").withoutThreshold();
      recording.setToDisk(true);
      recording.start();
      long endNanos = System.nanoTime() + 3_500_000_000L;
      while (System.nanoTime() < endNanos) {
        Thread.sleep(2);
      }
      recording.stop();
      recording.dump(file);
    }
    whole = Files.readAllBytes(file);
  }

  @Test
  void copyOfTheHeaderInTheChunk_beginsNoChunk() {
    int copy = lastCopyOfHeader();
    assertThat(copy).as("a copy of the header, written when the JVM flushed").isPositive();
    byte[] cut = Arrays.copyOf(whole, copy + (whole.length - copy) / 2);

    io.jtrace.timeline.jfr.Recording recording = RecordingReader.read(cut);

    assertThat(recording.chunks()).isEqualTo(1);
    assertThat(recording.eventCount()).isEqualTo(countEvents(cut));
    assertThat(recording.diagnostics().count(Diagnostic.CHUNK_DROPPED)).isZero();
    assertThat(recording.diagnostics().count(Diagnostic.TRUNCATED)).isOne();
  }

  @Test
  void lostPercent_isThePartThatWasCutOff() {
    int copy = lastCopyOfHeader();
    byte[] cut = Arrays.copyOf(whole, copy + (whole.length - copy) / 2);

    double missing = 100.0 * (whole.length - cut.length) / whole.length;

    assertThat(RecordingReader.read(cut).lostPercent()).isBetween(missing, missing + 5);
  }

  private int lastCopyOfHeader() {
    ByteBuffer bytes = ByteBuffer.wrap(whole);
    for (int at = whole.length - HEADER_BYTES; at > HEADER_BYTES; at--) {
      if (bytes.getInt(at) == bytes.getInt(0)
          && bytes.getLong(at + START_NANOS_OFFSET) == bytes.getLong(START_NANOS_OFFSET)) {
        return at;
      }
    }
    return -1;
  }

  /** Walks over the sizes of events up to the cut; neither metadata nor checkpoints count. */
  private static long countEvents(byte[] chunk) {
    long count = 0;
    Cursor cursor =
        new Cursor(Arrays.copyOf(chunk, chunk.length + Cursor.SLACK_BYTES), 0, chunk.length);
    int at = HEADER_BYTES;
    while (at < chunk.length) {
      cursor.position(at);
      long size = cursor.varint();
      long type = cursor.varint();
      if (at + size > chunk.length) {
        break;
      }
      count += type > ChunkFrame.CHECKPOINT ? 1 : 0;
      at += (int) size;
    }
    return count;
  }
}
