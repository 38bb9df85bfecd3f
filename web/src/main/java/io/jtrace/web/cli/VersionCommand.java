package io.jtrace.web.cli;

import picocli.CommandLine.Command;

/** {@code jtrace version}. */
@Command(name = "version", description = "Print the versions of jtrace and of Java.")
final class VersionCommand implements Runnable {
  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
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
