package io.jtrace.web.pprof;

import java.util.Optional;

/** What can be made of a profile. */
public enum ReportKind {
  TOP("top", "The functions that took most, one a line."),
  TEXT("text", "The same as top."),
  TREE("tree", "The functions that took most, each with its callers and callees."),
  PEEK("peek", "Functions that match a regexp, with all their callers and callees."),
  TRACES("traces", "Every stack with its value and its tags."),
  TAGS("tags", "The values of tags, and what each took."),
  LIST("list", "The source of functions that match a regexp, with the value of each line."),
  RAW("raw", "All that is in the profile, as text."),
  COMMENTS("comments", "The comments of the profile."),
  FOLDED("folded", "Stacks on one line each, outermost first, as flame graph scripts take them."),
  PROTO("proto", "A profile of what filters leave, compressed with gzip."),
  SVG("svg", "The call graph as a picture."),
  FLAMEGRAPH("flamegraph", "A flame graph as a picture.");

  private final String word;
  private final String help;

  ReportKind(String word, String help) {
    this.word = word;
    this.help = help;
  }

  /** Returns the report that a word calls. */
  public static Optional<ReportKind> named(String word) {
    for (ReportKind kind : values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Returns the word that calls it. */
  public String word() {
    return word;
  }

  /** Returns a sentence that says what it is. */
  public String help() {
    return help;
  }

  /** Returns whether it is about functions that match a regular expression. */
  public boolean takesPattern() {
    return this == PEEK || this == LIST;
  }

  /** Returns whether it is no text. */
  public boolean isBinary() {
    return this == PROTO;
  }

  /** Returns whether it is too long for a terminal. */
  public boolean isForFile() {
    return this == PROTO || this == SVG || this == FLAMEGRAPH;
  }
}
