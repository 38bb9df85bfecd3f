package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a recording is divided among threads, pieces and files, the result is the same: a chunk
 * of more than 2 GB is read like one that is longer than a limit which a test can afford.
 */
class ReadingInPartsTest {
  private static byte[] recording = {};

  @BeforeAll
  static void record(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("parts.jfr");
    RecordedWorkload.main(new String[] {file.toString()});
    recording = Files.readAllBytes(file);
  }

  private static List<String> read(int workers, int wholeBytes, int pieceBytes) throws IOException {
    byte[] bytes = severalChunks();
    ReadOptions options = ReadOptions.defaults().withWorkers(workers);
    return RecordingDump.of(
        new RecordingAssembler(
                new MemoryBytes(bytes, bytes.length, false),
                options,
                new ChunkReader.Limits(wholeBytes, pieceBytes))
            .assemble());
  }

  /** Scripted chunks before and after the real one, so that there is something to divide. */
  private static byte[] severalChunks() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      joined.write(Scripts.parks(Scripts.peopled(), 200 + i).bytes());
      joined.write(recording);
    }
    return joined.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void severalThreads_readWhatOneReads(int workers) throws IOException {
    List<String> one = read(1, 64 << 20, 16 << 20);

    assertThat(one).hasSizeGreaterThan(2_000);
    assertThat(read(workers, 64 << 20, 16 << 20)).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource({"1, 100000", "1, 1000", "2, 1000", "3, 7"})
  void longChunk_isReadInPieces(int workers, int pieceBytes) throws IOException {
    List<String> whole = withoutRuns(read(1, 64 << 20, 16 << 20));

    assertThat(withoutRuns(read(workers, 100, pieceBytes))).isEqualTo(whole);
  }

  @Test
  void typesThatJtraceDoesNotKnow_areInTheOrderOfTheFile() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String name = "com.acme.Event" + i * 7919 % 1000;
      names.add(name);
      joined.write(
          new ScriptedRecording().eventType(name, "long startTime").event(name, i).bytes());
    }
    byte[] bytes = joined.toByteArray();

    Recording read =
        RecordingReader.read(
            new ByteArrayInputStream(bytes), ReadOptions.defaults().withWorkers(8));

    assertThat(read.customTables()).extracting(EventTable::typeName).isEqualTo(names);
  }

  /** Runs follow the pieces; what is in them is the same. */
  private static List<String> withoutRuns(List<String> dump) {
    List<String> lines = new ArrayList<>(dump);
    lines.removeIf(line -> line.startsWith("runs of thread "));
    return lines;
  }

  @Test
  void referencesThatLeadNowhere_areCountedOnceInPieces() throws IOException {
    ScriptedRecording script = Scripts.peopled();
    for (int i = 0; i < 100; i++) {
      script.event(Scripts.SLEEP, i, 1, 1, i % 2 == 0 ? 99 : 7, 5);
    }
    byte[] bytes = script.bytes();
    MemoryBytes source = new MemoryBytes(bytes, bytes.length, false);
    ChunkReader.Limits tiny = new ChunkReader.Limits(100, 200);

    Recording inPieces = new RecordingAssembler(source, ReadOptions.defaults(), tiny).assemble();

    assertThat(inPieces.diagnostics().count(Diagnostic.DANGLING_REFERENCE)).isEqualTo(50);
  }

  @Test
  void pieces_keepEveryEventOfAThread() throws IOException {
    byte[] bytes = severalChunks();
    MemoryBytes source = new MemoryBytes(bytes, bytes.length, false);
    ReadOptions options = ReadOptions.defaults();
    ChunkReader.Limits tiny = new ChunkReader.Limits(100, 500);
    Recording inPieces = new RecordingAssembler(source, options, tiny).assemble();
    Recording whole = RecordingReader.read(bytes);

    assertThat(inPieces.threadRuns().size()).isEqualTo(whole.threadRuns().size()).isPositive();
    for (int thread = 0; thread < whole.threads().size(); thread++) {
      assertThat(inPieces.threadRuns().entryCount(thread))
          .isEqualTo(whole.threadRuns().entryCount(thread));
    }
  }

  @Test
  void compressedStreamBeyondMemory_isSpooledToAFile() throws IOException {
    byte[] bytes = severalChunks();
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    ReadOptions options = ReadOptions.defaults().withWorkers(1);
    List<String> expected = read(1, 64 << 20, 16 << 20);

    try (ByteSource spooled = StreamSpool.read(new ByteArrayInputStream(bytes), false, 300_000)) {
      assertThat(spooled).isInstanceOf(FileBytes.class);
      assertThat(
              RecordingDump.of(
                  new RecordingAssembler(spooled, options, ChunkReader.Limits.USUAL).assemble()))
          .isEqualTo(expected);
    }
    Recording read =
        RecordingReader.read(new ByteArrayInputStream(compressed.toByteArray()), options);
    assertThat(RecordingDump.of(read)).isEqualTo(expected);
  }
}
