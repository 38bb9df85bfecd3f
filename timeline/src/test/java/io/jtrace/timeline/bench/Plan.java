package io.jtrace.timeline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How often a file is read, by its size.
 *
 * @param processes number of JVMs per reader that read it once
 * @param passes number of passes in one JVM, of which the first is not counted
 * @param readsPerPass how often a pass reads the file
 * @param areOthersWarmed whether the other readers are given passes, too; they take minutes for a
 *     large file
 * @param isRepeatedPerCore whether to compare one processor with two
 */
record Plan(
    Path file,
    long sizeBytes,
    int processes,
    int passes,
    int readsPerPass,
    boolean areOthersWarmed,
    boolean isRepeatedPerCore) {
  private static final long SMALL_BYTES = 10_000_000;
  private static final long LARGE_BYTES = 500_000_000;

  static Plan of(Path file) throws IOException {
    long sizeBytes = Files.size(file);
    if (sizeBytes < SMALL_BYTES) {
      return new Plan(file, sizeBytes, 7, 16, 10, true, false);
    }
    return sizeBytes < LARGE_BYTES
        ? new Plan(file, sizeBytes, 3, 8, 1, true, true)
        : new Plan(file, sizeBytes, 1, 4, 1, false, true);
  }

  /** Returns how {@link MeasuredRead} is told of the passes. */
  List<String> passMode() {
    return List.of(Integer.toString(passes), Integer.toString(readsPerPass));
  }

  String name() {
    return file.getFileName().toString();
  }

  double megabytes() {
    return sizeBytes / 1e6;
  }

  boolean isWarmed(String reader) {
    return areOthersWarmed || reader.startsWith("jtrace");
  }
}
