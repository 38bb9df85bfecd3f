package io.jtrace.web.pprof;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads commands and shows what they ask for, until it is told to quit. */
public final class Shell {
  private static final String PROMPT = "(pprof) ";
  private static final String COMMENT = "//:";
  private static final List<Setting> CLEARED =
      List.of(Setting.FOCUS, Setting.IGNORE, Setting.HIDE, Setting.TAGFOCUS, Setting.TAGIGNORE);

  private final Profile profile;
  private final Consumer<String> out;
  private final Consumer<String> errors;
  private Settings settings;

  /**
   * Creates a shell.
   *
   * @param settings to begin with
   * @param out takes text as it is
   * @param errors takes a sentence at a time
   */
  public Shell(Profile profile, Settings settings, Consumer<String> out, Consumer<String> errors) {
    this.profile = profile;
    this.settings = settings;
    this.out = out;
    this.errors = errors;
  }

  /** Reads commands to the end. */
  public void run(BufferedReader in) throws IOException, ProfileException {
    settings = settings.with(Setting.COMPACT_LABELS, "true");
    greet();
    while (true) {
      out.accept(PROMPT);
      String line = in.readLine();
      if (line == null) {
        out.accept("\n");
        return;
      }
      if (!execute(line.strip())) {
        return;
      }
    }
  }

  private void greet() throws ProfileException {
    View view = View.of(profile, settings, errors);
    Heads.ofProfile(view).forEach(line -> out.accept(line + "\n"));
    if (view.total() == 0 && profile.sampleTypes().size() > 1) {
      out.accept("No samples were found with the default sample value type.\n");
      out.accept("Try \"sample_index\" command to analyze different sample values.\n");
    }
    out.accept("Entering interactive mode (type \"help\" for commands, \"o\" for options)\n");
  }

  /** Returns whether to go on. */
  private boolean execute(String line) {
    String word = line.split("\\s+", 2)[0];
    try {
      switch (word) {
        case "" -> {}
        case "quit", "exit", "q" -> {
          return false;
        }
        case "o", "options" -> out.accept(ShellHelp.options(settings, profile));
        case "help" -> out.accept(ShellHelp.about(line.substring(4).strip()));
        case ":" -> clear();
        default -> {
          if (!set(line)) {
            report(line);
          }
        }
      }
    } catch (ProfileException e) {
      errors.accept(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      errors.accept("cannot write: " + e.getMessage());
    }
    return true;
  }

  private void clear() throws ProfileException {
    for (Setting setting : CLEARED) {
      settings = settings.with(setting, "");
    }
  }

  /** Takes {@code focus=main}, {@code cum}, or the name of a value of samples. */
  private boolean set(String line) throws ProfileException {
    int equals = line.indexOf('=');
    String name = equals < 0 ? line : line.substring(0, equals).strip();
    Optional<Setting> setting = Setting.named(name);
    if (equals >= 0) {
      if (setting.isEmpty()) {
        return false;
      }
      set(setting.get(), withoutComment(line.substring(equals + 1)));
      return true;
    }
    if (setting.isPresent()) {
      if (!setting.get().isSwitch()) {
        throw new ProfileException("please specify a value, e.g. " + name + "=<val>");
      }
      set(setting.get(), "true");
      return true;
    }
    return setByValue(name);
  }

  private boolean setByValue(String name) throws ProfileException {
    Optional<Setting> choice = Setting.withChoice(name);
    if (choice.isPresent()) {
      set(choice.get(), name);
      return true;
    }
    boolean isMean = name.startsWith("mean_");
    boolean isTotal = name.startsWith("total_");
    String type = isMean || isTotal ? name.substring(name.indexOf('_') + 1) : name;
    if (!profile.sampleTypes().contains(type)) {
      return false;
    }
    if (isMean || isTotal) {
      set(Setting.MEAN, String.valueOf(isMean));
    }
    set(Setting.SAMPLE_INDEX, type);
    return true;
  }

  private void set(Setting setting, String value) throws ProfileException {
    if (setting == Setting.SAMPLE_INDEX) {
      int index = profile.header().sampleIndex(value);
      settings = settings.with(setting, profile.sampleTypes().get(index));
    } else {
      settings = settings.with(setting, value);
    }
  }

  private static String withoutComment(String value) {
    int comment = value.lastIndexOf(COMMENT);
    String text = (comment < 0 ? value : value.substring(0, comment)).strip();
    return text.equals("\"\"") ? "" : text;
  }

  private void report(String line) throws ProfileException, IOException {
    Report report = ShellCommand.parse(line, settings);
    String file = report.settings().text(Setting.OUTPUT);
    if (!file.isEmpty()) {
      write(report, file);
    } else if (report.kind().isForFile()) {
      throw new ProfileException(
          "expected a file, such as " + report.kind().word() + " > " + ShellHelp.file(report));
    } else {
      out.accept(report.text(profile, errors));
    }
  }

  private void write(Report report, String file) throws ProfileException, IOException {
    // What fails must not leave an empty file behind.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.write(profile, bytes, errors);
    try (OutputStream to = Files.newOutputStream(Path.of(file))) {
      bytes.writeTo(to);
      errors.accept("Generating report in " + file);
    } catch (InvalidPathException e) {
      throw new ProfileException("expected the name of a file, found \"" + file + "\"", e);
    }
  }
}
