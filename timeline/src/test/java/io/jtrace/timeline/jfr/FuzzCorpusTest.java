package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arbitrary bytes give a trace or one exception, and cost memory in proportion: the bounded part of
 * what {@code scripts/fuzz} does.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FuzzCorpusTest {
  private static final int ROUNDS = 8_000;
  private static final long MAX_CORPUS_BYTES = 300_000;

  static List<Path> files() {
    return FuzzCorpus.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void corpusFile_isReadOrRefusedTheSameInEveryWay(Path file, @TempDir Path directory) {
    byte[] bytes = FuzzCorpus.bytes(file);

    RecordingCheck.read(bytes);
    RecordingCheck.anyWindowCanBeRead(bytes, -500, 500);
    RecordingCheck.everyWayToReadGivesTheSame(bytes, directory.resolve("scratch"));
  }

  @Test
  void drawnFiles_areWhatTheScriptsDraw() throws IOException {
    for (Map.Entry<String, byte[]> drawn : FuzzSeeds.drawn().entrySet()) {
      Path file = FuzzCorpus.DIRECTORY.resolve(drawn.getKey());
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(FuzzCorpus.DIRECTORY);
        Files.write(file, drawn.getValue());
      }
      assertThat(file).as("made by -Dgolden.update=true").hasBinaryContent(drawn.getValue());
    }
  }

  @Test
  void corpus_isSmall() {
    assertThat(files().stream().mapToLong(file -> FuzzCorpus.bytes(file).length).sum())
        .isLessThan(MAX_CORPUS_BYTES);
  }

  @Test
  void mutatedCorpus_isReadOrRefused() {
    List<byte[]> originals = new ArrayList<>(files().stream().map(FuzzCorpus::bytes).toList());
    originals.removeIf(bytes -> bytes.length > 20_000);
    int readable = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] bytes = Mutations.mutate(originals.get(seed % originals.size()), seed);
      readable += isReadable(bytes, seed) ? 1 : 0;
    }
    // Both outcomes must occur, or the mutations are too tame or too wild to show anything.
    assertThat(readable).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 100);
  }

  @Test
  void randomBytesBehindAHeader_areReadOrRefused() {
    byte[] header = Arrays.copyOf(Scripts.peopled().bytes(), ScriptedRecording.HEADER_BYTES);
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      isReadable(ScriptedRecording.join(header, noise), seed);
    }
  }

  private static boolean isReadable(byte[] bytes, int seed) {
    try {
      return RecordingCheck.read(bytes).isPresent();
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
