package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of the shell that asks for a report: {@code top10 -cum focus -ignore > file}. */
final class ShellCommand {
  private static final Pattern WITH_COUNT = Pattern.compile("([a-z]+)([0-9]+)");
  private static final int TOP_NODES = 10;

  private final ReportKind kind;
  private Settings settings;
  private @Nullable String pattern;
  private String focus = "";
  private String ignore = "";

  private ShellCommand(ReportKind kind, Settings settings) {
    this.kind = kind;
    this.settings = settings;
  }

  /** Returns the report, with settings that hold for it alone. */
  static Report parse(String line, Settings settings) throws ProfileException {
    List<String> words = new ArrayList<>(Arrays.asList(line.split("\\s+")));
    String word = words.remove(0);
    Optional<ReportKind> kind = ReportKind.named(word);
    Matcher matcher = WITH_COUNT.matcher(word);
    if (kind.isEmpty() && matcher.matches()) {
      kind = ReportKind.named(matcher.group(1));
      words.add(0, matcher.group(2));
    }
    if (kind.isEmpty()) {
      throw unknown(word, words);
    }
    return new ShellCommand(kind.get(), settings).report(words);
  }

  private static ProfileException unknown(String word, List<String> words) {
    if (Setting.named(word).isPresent()) {
      return new ProfileException(
          "did you mean: " + word + "=" + (words.isEmpty() ? "<val>" : words.get(0)));
    }
    return new ProfileException("unrecognized command: \"" + word + "\"");
  }

  private Report report(List<String> words) throws ProfileException {
    int next = 0;
    if (kind.takesPattern()) {
      if (words.isEmpty()) {
        throw new ProfileException("command " + kind.word() + " requires an argument");
      }
      pattern = words.get(next++);
    }
    while (next < words.size()) {
      String word = words.get(next++);
      if (word.equals(">")) {
        if (next == words.size()) {
          throw new ProfileException("unexpected end of line after >");
        }
        set(Setting.OUTPUT, words.get(next++));
      } else {
        take(word);
      }
    }
    boolean isAboutTags = kind == ReportKind.TAGS;
    setUnlessEmpty(isAboutTags ? Setting.TAGFOCUS : Setting.FOCUS, focus);
    setUnlessEmpty(isAboutTags ? Setting.TAGIGNORE : Setting.IGNORE, ignore);
    boolean isTop = kind == ReportKind.TOP || kind == ReportKind.TEXT;
    if (isTop && settings.text(Setting.NODECOUNT).equals(Setting.NODECOUNT.initial())) {
      set(Setting.NODECOUNT, String.valueOf(TOP_NODES));
    }
    return new Report(kind, pattern, settings);
  }

  private void take(String word) throws ProfileException {
    if (word.matches("-?[0-9]{1,9}")) {
      set(Setting.NODECOUNT, word);
    } else if (word.startsWith(">")) {
      set(Setting.OUTPUT, word.substring(1));
    } else if (word.equals("-cum") || word.equals("--cum")) {
      set(Setting.SORT, "cum");
    } else if (word.startsWith("-")) {
      ignore = or(ignore, word.substring(1));
    } else {
      focus = or(focus, word);
    }
  }

  private static String or(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "|" + other;
  }

  private void setUnlessEmpty(Setting setting, String value) throws ProfileException {
    if (!value.isEmpty()) {
      set(setting, value);
    }
  }

  private void set(Setting setting, String value) throws ProfileException {
    settings = settings.with(setting, value);
  }
}
