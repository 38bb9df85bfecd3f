package io.jtrace.web.load;

import io.jtrace.timeline.jfr.MalformedRecordingException;
import io.jtrace.timeline.jfr.ReadOptions;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/** Where a trace comes from: a file, the newest recording of a directory, or an address. */
public final class TraceSource {
  private TraceSource() {}

  /**
   * Loads what the user named.
   *
   * @param source a path or an {@code http://} address
   * @param options how to read it; {@code progress} hears of it
   * @throws UnreadableException if nothing can be read, with a sentence for the user
   */
  public static LoadedTrace load(String source, ReadOptions options, Progress progress)
      throws IOException {
    RecordingSource found = RecordingSource.find(source, progress);
    try {
      Trace trace = read(found.file(), found.name(), options, progress);
      return new LoadedTrace(found.name(), found.file(), found.temporary(), trace);
    } catch (IOException | RuntimeException e) {
      found.close();
      throw e;
    }
  }

  /** Returns whether the user named an address and no path. */
  public static boolean isAddress(String source) {
    return source.startsWith("http://") || source.startsWith("https://");
  }

  static Path locate(String source) throws IOException {
    try {
      Path path = Path.of(source);
      return Files.isDirectory(path) ? newest(path) : path;
    } catch (InvalidPathException e) {
      throw new UnreadableException("this is no path: " + source, e);
    } catch (AccessDeniedException e) {
      throw new UnreadableException("no permission to read " + source, e);
    }
  }

  private static Path newest(Path directory) throws IOException {
    record Candidate(Path file, FileTime time) {}
    List<Candidate> candidates = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file) && Files.isReadable(file) && Magic.of(file) != Magic.OTHER) {
          candidates.add(new Candidate(file, Files.getLastModifiedTime(file)));
        }
      }
    }
    return candidates.stream()
        .max(Comparator.comparing(Candidate::time).thenComparing(Candidate::file))
        .map(Candidate::file)
        .orElseThrow(() -> new UnreadableException("no recording in the directory " + directory));
  }

  private static Trace read(Path file, String name, ReadOptions options, Progress progress)
      throws IOException {
    progress.begins("reading " + name);
    try {
      return RecordingLoader.read(file, options, progress);
    } catch (NoSuchFileException e) {
      throw new UnreadableException("no such file: " + file, e);
    } catch (AccessDeniedException e) {
      throw new UnreadableException("no permission to read " + file, e);
    } catch (ZipException e) {
      throw new UnreadableException(name + ": the gzip data is broken: " + e.getMessage(), e);
    } catch (MalformedRecordingException e) {
      throw new UnreadableException(name + ": " + e.getMessage(), e);
    } catch (UnreadableException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
