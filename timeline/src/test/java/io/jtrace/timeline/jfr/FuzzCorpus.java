package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files that fuzzing begins with: shapes of the format, and whatever broke a reader once. */
final class FuzzCorpus {
  static final Path DIRECTORY = Path.of("src/test/resources/fuzz");

  private FuzzCorpus() {}

  /** Returns the files by name. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what is in a compressed file. */
  static byte[] decompressed(String name) {
    try (InputStream file = Files.newInputStream(DIRECTORY.resolve(name));
        GZIPInputStream content = new GZIPInputStream(file)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
