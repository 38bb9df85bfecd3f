package io.jtrace.web.cli;

import java.io.IOException;

/**
 * {@code jtrace}: shows a trace in the browser, or does what a subcommand says.
 *
 * <p>What a command does not need is not loaded: a start of the JVM is most of what {@code jtrace
 * info} costs on a small recording.
 */
public final class JtraceCommand {
  private JtraceCommand() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs the command and returns its exit code. */
  static int run(Terminal terminal, String... words) {
    Command command = Arguments.commandOf(words);
    boolean isDebug = false;
    try {
      Arguments arguments = Arguments.parse(command, words);
      isDebug = arguments.has(Option.DEBUG);
      if (arguments.has(Option.HELP)) {
        terminal.print(HelpText.of(command));
      } else {
        execute(command, arguments, terminal);
      }
      return ExitCode.OK;
    } catch (UsageException e) {
      terminal.complain(e.getMessage() + "; see " + command.line() + " --help");
      return ExitCode.USAGE;
    } catch (IOException e) {
      terminal.complain(String.valueOf(e.getMessage()));
      showIf(isDebug, e, terminal);
    } catch (RuntimeException e) {
      terminal.complain(
          "this is a defect of jtrace (" + e + "); please report it with the output of --debug");
      showIf(isDebug, e, terminal);
    }
    return ExitCode.UNREADABLE;
  }

  private static void showIf(boolean isDebug, Exception e, Terminal terminal) {
    if (isDebug) {
      e.printStackTrace(terminal.errors());
    }
  }

  private static void execute(Command command, Arguments arguments, Terminal terminal)
      throws IOException {
    switch (command) {
      case VIEW -> new ViewCommand(terminal, arguments).run();
      case INFO -> new InfoCommand(terminal, arguments).run();
      case REPORT -> new ReportCommand(terminal, arguments).run();
      case DIFF -> new DiffCommand(terminal, arguments).run();
      case EXPORT -> new ExportCommand(terminal, arguments).run();
      case PPROF -> new PprofCommand(terminal, arguments).run();
      case CUT -> new CutCommand(terminal, arguments).run();
      case EVENTS -> new EventsCommand(terminal, arguments).run();
      case RECORD -> new RecordCommand(terminal, arguments).run();
      case PS -> new PsCommand(terminal, arguments).run();
      case COMPLETION -> terminal.print(Completion.of(arguments.argument()));
      case VERSION ->
          terminal.print(
              "jtrace "
                  + Version.text()
                  + ", Java "
                  + System.getProperty("java.version")
                  + " ("
                  + System.getProperty("java.vm.name")
                  + ")\n");
    }
  }
}
