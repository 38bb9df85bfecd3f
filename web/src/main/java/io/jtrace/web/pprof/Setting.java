package io.jtrace.web.pprof;

import java.util.List;
import java.util.Optional;

/** What can be set before a report is made: on the command line, interactively, in an address. */
public enum Setting {
  FOCUS("focus", "", "Only samples with a function, or a file, that matches."),
  IGNORE("ignore", "", "No samples with a function, or a file, that matches."),
  HIDE("hide", "", "Leave out functions that match; their callers call their callees."),
  SHOW("show", "", "Leave out all functions but those that match."),
  SHOW_FROM("show_from", "", "Leave out callers above the outermost function that matches."),
  PRUNE_FROM("prune_from", "", "Leave out what is below the innermost function that matches."),
  TAGFOCUS(
      "tagfocus", "", "Only samples with a tag that matches: a regexp, key=regexp or 1kb:2mb."),
  TAGIGNORE("tagignore", "", "No samples with a tag that matches."),
  TAGSHOW("tagshow", "", "Leave out all tags but those whose key matches."),
  TAGHIDE("taghide", "", "Leave out tags whose key matches."),
  TAGROOT("tagroot", "", "Put values of these tags, with commas between, above the stacks."),
  TAGLEAF("tagleaf", "", "Put values of these tags below the stacks."),
  SAMPLE_INDEX("sample_index", "", "Which value of samples to show: its name or its number."),
  MEAN("mean", "false", "Divide by the first value, which is a count."),
  NODECOUNT("nodecount", "-1", "Show at most so many; 0 is no limit."),
  NODEFRACTION("nodefraction", "0.005", "Leave out what has less than this share of the total."),
  EDGEFRACTION("edgefraction", "0.001", "Leave out calls with less than this share of the total."),
  TRIM("trim", "true", "Whether nodefraction, edgefraction and nodecount have a say."),
  SORT(
      "sort",
      "flat",
      "Sort by what functions did themselves, or with their callees.",
      "cum",
      "flat"),
  GRANULARITY(
      "granularity",
      "functions",
      "What is one entry.",
      "functions",
      "filefunctions",
      "files",
      "lines",
      "addresses"),
  NOINLINES("noinlines", "false", "Count inlined functions for the one they are inlined in."),
  UNIT("unit", "minimum", "The unit of values: minimum, auto, ms, kb and so on."),
  DIVIDE_BY("divide_by", "1", "Divide all values by this number."),
  RELATIVE_PERCENTAGES("relative_percentages", "false", "Shares are of what filters leave."),
  DROP_NEGATIVE("drop_negative", "false", "Leave out what became less than in the base."),
  COMPACT_LABELS("compact_labels", "false", "Leave out what the profile says of itself."),
  SOURCE_PATH("source_path", "", "Folders with sources, between them what PATH has."),
  TRIM_PATH("trim_path", "", "Beginnings of paths of sources to leave out."),
  OUTPUT("output", "", "Write there instead of standard output.");

  private final String key;
  private final String initial;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
  private final List<String> choices;

  Setting(String key, String initial, String help, String... choices) {
    this.key = key;
    this.initial = initial;
    this.help = help;
    this.choices = List.of(choices);
  }

  /** Returns the setting with this name. */
  public static Optional<Setting> named(String name) {
    for (Setting setting : values()) {
      if (setting.key.equals(name)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** Returns the setting that has a value of this name, such as {@code cum}. */
  public static Optional<Setting> withChoice(String choice) {
    for (Setting setting : values()) {
      if (setting.choices.contains(choice)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** Returns the name. */
  public String key() {
    return key;
  }

  String initial() {
    return initial;
  }

  /** Returns a sentence that says what it does. */
  public String help() {
    return help;
  }

  /** Returns the values it may have; none if it may have others. */
  public List<String> choices() {
    return choices;
  }

  /** Returns whether it is true or false. */
  public boolean isSwitch() {
    return initial.equals("true") || initial.equals("false");
  }

  /** Returns whether it narrows what a report is about. */
  boolean isFilter() {
    return ordinal() <= TAGHIDE.ordinal() && this != PRUNE_FROM;
  }

  /** Returns whether its value is a regular expression. */
  boolean isPattern() {
    return ordinal() <= TAGHIDE.ordinal() && this != TAGFOCUS && this != TAGIGNORE;
  }
}
