package io.jtrace.web.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The command line of picocli, with our exit codes and one sentence per error. */
final class CommandLines {
  private CommandLines() {}

  static CommandLine of(JtraceCommand command, Terminal terminal) {
    CommandLine line = new CommandLine(command, new Commands(terminal));
    addHelp(line);
    line.getSubcommands().values().forEach(CommandLines::addHelp);
    line.setOut(terminal.outWriter());
    line.setErr(terminal.errorWriter());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setParameterExceptionHandler((e, arguments) -> wrongUsage(e, terminal));
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> failed(e, failed, command.isDebug(), terminal));
    return line;
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
  }

  private static int wrongUsage(ParameterException e, Terminal terminal) {
    String sentence = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    terminal.complain(
        sentence + "; see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, boolean debug, Terminal terminal) {
    if (debug) {
      e.printStackTrace(terminal.errors());
    }
    if (e instanceof UsageException) {
      terminal.complain(
          e.getMessage() + "; see " + command.getCommandSpec().qualifiedName() + " --help");
      return ExitCode.USAGE;
    }
    if (e instanceof CommandFailedException || e instanceof IOException) {
      terminal.complain(String.valueOf(e.getMessage()));
    } else {
      terminal.complain(
          "this is a defect of jtrace (" + e + "); please report it with the output of --debug");
    }
    return ExitCode.UNREADABLE;
  }

  /** Makes the subcommands, which all need the terminal only. */
  private record Commands(Terminal terminal) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (type == InfoCommand.class) {
        return type.cast(new InfoCommand(terminal));
      }
      if (type == ReportCommand.class) {
        return type.cast(new ReportCommand(terminal));
      }
      if (type == ExportCommand.class) {
        return type.cast(new ExportCommand(terminal));
      }
      if (type == VersionCommand.class) {
        return type.cast(new VersionCommand(terminal));
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
