package io.jtrace.web.cli;

import java.util.List;

/** What {@code --help} prints. */
final class HelpText {
  private static final int WIDTH = 80;
  private static final int OPTION_INDENT = 24;
  private static final int COMMAND_INDENT = 12;

  private final StringBuilder out = new StringBuilder();

  private HelpText() {}

  static String of(Command command) {
    HelpText help = new HelpText();
    if (command == Command.VIEW) {
      help.writeAll();
    } else {
      Command.Argument argument = command.argument();
      String last = argument == Command.Argument.NONE ? "" : " " + argument;
      help.wrapped("", "Usage: " + command.line() + " [OPTIONS]" + last, 0);
      help.wrapped("", command.summary(), 0);
      help.options(command.options());
    }
    return help.out.toString();
  }

  private void writeAll() {
    wrapped("", Command.VIEW.summary(), 0);
    out.append("\nUsage: jtrace [OPTIONS] TRACE\n       jtrace SUBCOMMAND [OPTIONS] [TRACE]\n\n");
    wrapped(
        "",
        "Without a subcommand, loads the trace, serves it on this machine and opens the browser.",
        0);
    out.append('\n');
    wrapped(
        "",
        "TRACE is a JFR recording (also compressed with gzip), a directory (its newest recording),"
            + " or the address of a running program:"
            + " http://127.0.0.1:6060/debug/pprof/trace?seconds=5",
        0);
    out.append("\nOptions:\n");
    options(Command.VIEW.options());
    out.append("\nSubcommands:\n");
    for (Command command : Command.values()) {
      if (command != Command.VIEW) {
        wrapped("  " + command.word(), command.summary(), COMMAND_INDENT);
      }
    }
    out.append("\nExit codes: 0 something was read, 1 nothing could be read, 2 wrong usage.\n");
  }

  private void options(List<Option> options) {
    for (Option option : options) {
      String shortName = option.shortName().isEmpty() ? "    " : option.shortName() + ", ";
      wrapped("  " + shortName + option.usage(), option.description(), OPTION_INDENT);
    }
  }

  /** Appends a head and, from a column on, a text that goes on there in the next lines. */
  private void wrapped(String head, String text, int indent) {
    StringBuilder line = new StringBuilder(head);
    line.append(" ".repeat(Math.max(head.isEmpty() ? 0 : 1, indent - head.length())));
    boolean isFirst = true;
    for (String word : text.split(" ", -1)) {
      if (!isFirst && line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(" ".repeat(indent));
        isFirst = true;
      }
      line.append(isFirst ? "" : " ").append(word);
      isFirst = false;
    }
    out.append(line).append('\n');
  }
}
