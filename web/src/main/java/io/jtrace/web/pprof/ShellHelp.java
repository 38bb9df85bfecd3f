package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the shell tells of itself. */
final class ShellHelp {
  private static final String OTHERS =
      """
        o, options        List settings and their values
        help WORD         What a command or a setting does
        :                 Clear focus, ignore, hide, tagfocus and tagignore
        quit, exit, ^D    Leave

        Behind a command: a number of entries, -cum, a regexp to focus on, -regexp to
        ignore, > FILE. A setting is changed by NAME=VALUE, a sample type is chosen by
        its name.
      """;

  private ShellHelp() {}

  /** Returns help on a word, or an overview if it is empty. */
  static String about(String word) throws ProfileException {
    if (word.isEmpty()) {
      return overview();
    }
    Optional<ReportKind> kind = ReportKind.named(word);
    if (kind.isPresent()) {
      String form = word + (kind.get().takesPattern() ? " <regexp>" : "");
      return form
          + " [n] [-cum] [focus_regexp]* [-ignore_regexp]* [> file]\n  "
          + kind.get().help()
          + "\n";
    }
    Optional<Setting> setting = Setting.named(word).or(() -> Setting.withChoice(word));
    if (setting.isEmpty()) {
      throw new ProfileException("Unknown command: " + word);
    }
    return setting.get().key() + "=<val>\n  " + setting.get().help() + "\n";
  }

  private static String overview() {
    StringBuilder text = new StringBuilder("  Commands:\n");
    for (ReportKind kind : ReportKind.values()) {
      text.append(row(kind.word() + (kind.takesPattern() ? " REGEXP" : ""), kind.help()));
    }
    text.append(OTHERS).append("\n  Settings:\n");
    for (Setting setting : Setting.values()) {
      text.append(row(setting.key(), setting.help()));
    }
    return text.toString();
  }

  private static String row(String word, String help) {
    String pad = word.length() > 16 ? "\n" + " ".repeat(20) : " ".repeat(18 - word.length());
    return "  " + word + pad + help + "\n";
  }

  /** Returns a line for each setting. */
  static String options(Settings settings, Profile profile) {
    List<String> lines = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      String value = settings.text(setting);
      List<String> choices = new ArrayList<>(setting.choices());
      Collections.sort(choices);
      if (setting == Setting.SAMPLE_INDEX) {
        choices = profile.sampleTypes();
        value = value.isEmpty() ? preferred(profile) : value;
      }
      String comment = choices.isEmpty() ? "" : "//: [" + String.join(" | ", choices) + "]";
      if (setting == Setting.NODECOUNT && value.equals(Setting.NODECOUNT.initial())) {
        comment = "//: default";
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-25s = %-20s %s",
              setting.key(),
              value.isEmpty() ? "\"\"" : value,
              comment));
    }
    Collections.sort(lines);
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(Plain.line(line).stripTrailing()).append('\n'));
    return text.toString();
  }

  private static String preferred(Profile profile) {
    List<String> types = profile.sampleTypes();
    String preferred = profile.header().defaultSampleType();
    return types.contains(preferred) ? preferred : types.get(types.size() - 1);
  }

  /** Returns a name for a file. */
  static String file(Report report) {
    return report.kind() == ReportKind.PROTO
        ? "profile.pb.gz"
        : (report.kind() == ReportKind.SVG ? "graph.svg" : "flame.svg");
  }
}
