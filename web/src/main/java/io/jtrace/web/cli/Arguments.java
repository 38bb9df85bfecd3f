package io.jtrace.web.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line, understood. Options may stand anywhere, with their value after {@code =} or in
 * the next word; after {@code --} there are none.
 *
 * <p>This is our own and no library because it runs at every start: picocli took 0.15 s of
 * processor time to understand {@code jtrace version}, more than the rest of that command.
 */
final class Arguments {
  private static final String END_OF_OPTIONS = "--";
  private static final String GO_PROFILE = "-pprof";

  private final Command command;
  // A hash map: the first EnumMap of a JVM makes it load method handles.
  private final Map<Option, String> values = new HashMap<>();
  private final List<String> arguments = new ArrayList<>();
  private @Nullable ProfileFlags profileFlags;

  private Arguments(Command command) {
    this.command = command;
  }

  /**
   * Returns the command that the first word names which is no option; else the viewer. Go calls its
   * profiles by an option: {@code -pprof=net trace.out}.
   */
  static Command commandOf(String... words) {
    for (String word : words) {
      if (word.equals(GO_PROFILE) || word.startsWith(GO_PROFILE + "=")) {
        return Command.PPROF;
      }
      if (!word.startsWith("-")) {
        Command named = Command.named(word);
        return named == null ? Command.VIEW : named;
      }
    }
    return Command.VIEW;
  }

  /**
   * Reads the words of a command line.
   *
   * @throws UsageException if the command does not understand them
   */
  static Arguments parse(Command command, String... words) {
    Arguments arguments = new Arguments(command);
    boolean isNameExpected = command != Command.VIEW;
    boolean isAfterOptions = false;
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (isAfterOptions || !word.startsWith("-") || word.equals("-")) {
        if (isNameExpected && word.equals(command.word())) {
          isNameExpected = false;
        } else {
          arguments.takeArgument(word);
        }
      } else if (word.equals(END_OF_OPTIONS)) {
        isAfterOptions = true;
      } else {
        i += arguments.takeOption(word, i + 1 < words.length ? words[i + 1] : null);
      }
    }
    return arguments;
  }

  private void takeArgument(String word) {
    if (command.argument() == Command.Argument.NONE) {
      throw new UsageException("expected no argument, found \"" + word + "\"");
    }
    int most = command.argument().most();
    if (arguments.size() == most) {
      throw new UsageException(
          "expected "
              + (most == 1 ? "one " : most + " ")
              + command.argument().name().toLowerCase(Locale.ROOT)
              + ", found \""
              + String.join("\", \"", arguments)
              + "\" and \""
              + word
              + "\"");
    }
    arguments.add(word);
  }

  /** Returns how many further words the option took. */
  private int takeOption(String word, @Nullable String next) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (command == Command.PPROF && option(name) == null) {
      return profileFlags().take(name, equals < 0 ? null : word.substring(equals + 1), next);
    }
    Option option = known(name);
    if (!option.takesValue()) {
      if (equals >= 0) {
        throw new UsageException("expected " + name + " without a value, found " + word);
      }
      values.put(option, "");
      return 0;
    }
    if (equals < 0 && option.isValueOptional() && !ListenAddress.isLike(next)) {
      values.put(option, ListenAddress.ANY_PORT);
      return 0;
    }
    if (equals < 0 && next == null) {
      throw new UsageException("expected " + option.usage() + ", found no value");
    }
    values.put(option, equals < 0 && next != null ? next : word.substring(equals + 1));
    return equals < 0 ? 1 : 0;
  }

  private Option known(String name) {
    Option option = option(name);
    if (option == null) {
      throw new UsageException("unknown option " + name);
    }
    return option;
  }

  private @Nullable Option option(String name) {
    // Go's tools write long options with one dash, and their words with underscores.
    String plain =
        command == Command.PPROF && name.length() > 2 && name.charAt(1) != '-'
            ? "-" + name.replace('_', '-')
            : name;
    for (Option option : command.options()) {
      if (option.isCalled(name) || option.isCalled(plain)) {
        return option;
      }
    }
    return null;
  }

  /** Returns what Go's pprof would understand of the command line. */
  ProfileFlags profileFlags() {
    if (profileFlags == null) {
      profileFlags = new ProfileFlags();
    }
    return profileFlags;
  }

  boolean has(Option option) {
    return values.containsKey(option);
  }

  /** Returns the value of an option, or null if it was not given. */
  @Nullable String value(Option option) {
    return values.get(option);
  }

  /** Returns the value of an option that must be given. */
  String required(Option option) {
    String value = values.get(option);
    if (value == null) {
      throw new UsageException("expected " + option.usage());
    }
    return value;
  }

  /** Returns the trace, which must be given. */
  String trace() {
    return argument();
  }

  /** Returns what the command is given beside options. */
  String argument() {
    return argument(0);
  }

  /** Returns one of the arguments, all of which must be given. */
  String argument(int index) {
    return arguments().get(index);
  }

  /** Returns all that the command is given beside options, at least as many as it needs. */
  List<String> arguments() {
    if (arguments.size() < command.argument().least()) {
      throw new UsageException("expected " + command.argument().description());
    }
    return arguments;
  }
}
