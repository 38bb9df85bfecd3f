package io.jtrace.web.pprof;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds source files below folders, or below the folders above them. */
final class Sources {
  private static final int MAX_BYTES = 16 << 20;

  private final String searchPath;
  private final String trimPath;
  private final Map<String, Optional<List<String>>> files = new HashMap<>();

  /**
   * Creates a finder.
   *
   * @param searchPath folders, with what the system has between them; the working directory if
   *     empty
   * @param trimPath beginnings of names to leave out, likewise
   */
  Sources(String searchPath, String trimPath) {
    this.searchPath = searchPath.isEmpty() ? Path.of("").toAbsolutePath().toString() : searchPath;
    this.trimPath = trimPath;
  }

  String searchPath() {
    return searchPath;
  }

  /** Returns the lines of a file that a profile names, or nothing if it is not found. */
  Optional<List<String>> lines(String name) {
    return files.computeIfAbsent(name, this::read);
  }

  private Optional<List<String>> read(String name) {
    try {
      for (Path candidate : candidates(Path.of(trimmed(name)))) {
        if (Files.isRegularFile(candidate) && Files.size(candidate) <= MAX_BYTES) {
          String text = new String(Files.readAllBytes(candidate), StandardCharsets.UTF_8);
          return Optional.of(text.lines().toList());
        }
      }
      return Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // the report says that the source is not found
    }
  }

  private List<Path> candidates(Path file) {
    if (file.isAbsolute()) {
      return List.of(file);
    }
    List<Path> candidates = new ArrayList<>();
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      for (Path up = Path.of(folder).toAbsolutePath().normalize();
          up != null;
          up = up.getParent()) {
        candidates.add(up.resolve(file));
      }
    }
    return candidates;
  }

  private String trimmed(String name) {
    if (trimPath.isEmpty()) {
      for (String folder : searchPath.split(File.pathSeparator, -1)) {
        String last = "/" + Mapping.baseName(folder) + "/";
        int found = last.length() > 2 ? name.indexOf(last) : -1;
        if (found >= 0) {
          return name.substring(found + last.length());
        }
      }
      return name;
    }
    for (String start : trimPath.split(File.pathSeparator, -1)) {
      String folder = start.endsWith("/") ? start : start + "/";
      if (name.startsWith(folder)) {
        return name.substring(folder.length());
      }
    }
    return name;
  }
}
