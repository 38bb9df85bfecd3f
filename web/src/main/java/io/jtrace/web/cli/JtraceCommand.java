package io.jtrace.web.cli;

import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.view.Browser;
import io.jtrace.web.view.Viewer;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jtrace}: shows a trace in the browser, or does what a subcommand says. */
@Command(
    name = "jtrace",
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Shows what every thread of a JVM did, and why it was not running.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = {
      "jtrace [--http=ADDRESS] [--no-browser] TRACE",
      "       jtrace info|report|export|version [OPTIONS] [TRACE]"
    },
    descriptionHeading = "%n",
    description = {
      "Without a subcommand, loads the trace, serves it on this machine and opens the browser.",
      "",
      "TRACE is a JFR recording (also compressed with gzip), a directory (its newest recording), or "
          + "the address of a running program: http://127.0.0.1:6060/debug/pprof/trace?seconds=5"
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nSubcommands:%n",
    footerHeading = "%n",
    footer = "Exit codes: 0 something was read, 1 nothing could be read, 2 wrong usage.",
    subcommands = {
      InfoCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      VersionCommand.class
    })
public final class JtraceCommand implements Runnable {
  static final String DEFAULT_PERFETTO_UI = "https://ui.perfetto.dev";

  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "TRACE", hidden = true)
  private @Nullable String source;

  @Option(
      names = "--http",
      paramLabel = "ADDRESS",
      description = "Listen there instead of a free port of 127.0.0.1, for example localhost:8080.")
  private @Nullable String http;

  @Option(names = "--no-browser", description = "Print the address, open no browser.")
  private boolean noBrowser;

  @Option(
      names = "--perfetto-ui",
      paramLabel = "URL",
      defaultValue = DEFAULT_PERFETTO_UI,
      description = "The Perfetto UI to open traces in; the default is ${DEFAULT-VALUE}.")
  private String perfettoUi = DEFAULT_PERFETTO_UI;

  @Option(
      names = "--debug",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean debug;

  private JtraceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs the command and returns its exit code. */
  static int run(Terminal terminal, String... arguments) {
    return CommandLines.of(new JtraceCommand(terminal), terminal).execute(arguments);
  }

  Terminal terminal() {
    return terminal;
  }

  boolean isDebug() {
    return debug;
  }

  @Override
  public void run() {
    if (source == null) {
      throw new UsageException("expected a trace: a file, a directory or an address");
    }
    ListenAddress address = ListenAddress.parse(http == null ? "127.0.0.1:0" : http);
    try (LoadedTrace trace = Loading.withProgress(source, terminal)) {
      show(trace, address);
    } catch (IOException e) {
      throw new CommandFailedException(e);
    }
  }

  private void show(LoadedTrace trace, ListenAddress address) throws IOException {
    try (Viewer viewer =
        Viewer.start(trace, address.host(), address.port(), perfettoUi, terminal::complain)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(trace), "jtrace-exit"));
      terminal.print(trace.name() + " is shown at " + viewer.url() + " until Ctrl-C\n");
      if (!noBrowser) {
        open(viewer.url());
      }
      new CountDownLatch(1).await();
    } catch (BindException e) {
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    } catch (UnknownHostException e) {
      throw new IOException("cannot listen on " + address + ": no such host", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeQuietly(LoadedTrace trace) {
    try {
      trace.close();
    } catch (IOException e) {
      terminal.complain("a temporary file stays behind: " + trace.file());
    }
  }

  private void open(String url) {
    try {
      Browser.open(url);
    } catch (IOException e) {
      terminal.complain("no browser could be opened, open this yourself: " + url);
    }
  }
}
