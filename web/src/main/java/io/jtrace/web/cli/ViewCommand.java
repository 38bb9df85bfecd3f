package io.jtrace.web.cli;

import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.view.Browser;
import io.jtrace.web.view.Viewer;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;

/** {@code jtrace TRACE}: the viewer. */
record ViewCommand(Terminal terminal) {

  void run(Arguments arguments) throws IOException {
    String http = arguments.value(Option.HTTP);
    ListenAddress address = ListenAddress.parse(http == null ? "127.0.0.1:0" : http);
    String ui = arguments.value(Option.PERFETTO_UI);
    try (LoadedTrace trace = Loading.withProgress(arguments, terminal)) {
      show(
          trace,
          address,
          ui == null ? Option.DEFAULT_PERFETTO_UI : ui,
          !arguments.has(Option.NO_BROWSER));
    }
  }

  private void show(
      LoadedTrace trace, ListenAddress address, String perfettoUi, boolean isBrowserWanted)
      throws IOException {
    try (Viewer viewer =
        Viewer.start(trace, address.host(), address.port(), perfettoUi, terminal::complain)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(trace), "jtrace-exit"));
      terminal.print(trace.name() + " is shown at " + viewer.url() + " until Ctrl-C\n");
      if (isBrowserWanted) {
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
