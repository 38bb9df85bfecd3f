package io.jtrace.agent.trigger;

import io.jtrace.agent.options.TriggerKind;
import io.jtrace.agent.record.FlightRecording;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Where traces of incidents are kept, up to a size; beyond it the oldest go. */
final class IncidentDirectory {

  /** Sorts by time, also where clocks are put back for the winter. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'");

  /** What a program may have put there itself is not ours to delete. */
  private static final Pattern OURS =
      Pattern.compile("jtrace-[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z-[a-z]+-[0-9]+\\.jfr");

  private final Path directory;
  private final long maxBytes;

  /** Creates the directory if need be. */
  IncidentDirectory(Path directory, long maxBytes) throws IOException {
    this.directory = directory;
    this.maxBytes = maxBytes;
    Files.createDirectories(directory);
  }

  /** Saves all that a flight recorder holds. */
  Path save(FlightRecording flight, TriggerKind kind) throws IOException {
    long pid = ProcessHandle.current().pid();
    String name =
        "jtrace-" + ZonedDateTime.now(ZoneOffset.UTC).format(TIME) + "-" + kind.text() + "-" + pid;
    Path file = directory.resolve(name + ".jfr");
    Path part = directory.resolve(name + ".part");
    try {
      flight.copyTo(part, flight.bounds().age());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    prune(file);
    return file;
  }

  private record Kept(Path file, long bytes) {}

  private void prune(Path newest) throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (!file.equals(newest) && OURS.matcher(name(file)).matches()) {
          add(file, kept);
        }
      }
    }
    kept.sort(Comparator.comparing((Kept one) -> name(one.file())).reversed());
    long total = Files.size(newest);
    for (Kept one : kept) {
      total += one.bytes();
      if (total > maxBytes) {
        Files.deleteIfExists(one.file());
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static void add(Path file, List<Kept> kept) throws IOException {
    try {
      kept.add(new Kept(file, Files.size(file)));
    } catch (NoSuchFileException gone) {
      // another process of the same directory has just deleted it
    }
  }
}
