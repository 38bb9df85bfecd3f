package io.jtrace.agent.options;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the option {@code cpu} says: one of the words of {@link CpuSource}, or a file.
 *
 * @param source where to learn from when threads were on processors
 * @param profile where the CPU profile of the whole run goes; the source is then the default
 */
public record CpuSetting(CpuSource source, Optional<Path> profile) {

  /** Reads a word, in any case; whatever is none is the name of a file. */
  static CpuSetting from(String text) {
    for (CpuSource source : CpuSource.values()) {
      if (source.toString().equals(text.toLowerCase(Locale.ROOT))) {
        return new CpuSetting(source, Optional.empty());
      }
    }
    Optional<Path> file = OptionText.file(text);
    if (file.isEmpty()) {
      throw new IllegalArgumentException(
          "expected auto, perf, schedstat, off, or the name of a file");
    }
    return new CpuSetting(CpuSource.AUTO, file);
  }
}
