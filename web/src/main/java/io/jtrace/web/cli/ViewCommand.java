package io.jtrace.web.cli;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.api.Links;
import io.jtrace.web.api.TraceApi;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.Follower;
import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.Progress;
import io.jtrace.web.load.TraceSource;
import io.jtrace.web.load.UnreadableException;
import io.jtrace.web.view.Viewer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** {@code jtrace TRACE}: the viewer. It serves while the trace is still read. */
final class ViewCommand {
  /** A trace that takes longer is announced before it is there; the page shows how far it is. */
  private static final long UNANNOUNCED_MILLIS = 400;

  private final Terminal terminal;
  private final Arguments arguments;
  private final String source;
  private final CurrentTrace current;
  private final ProgressLine line;

  ViewCommand(Terminal terminal, Arguments arguments) {
    this.terminal = terminal;
    this.arguments = arguments;
    source = arguments.trace();
    current = new CurrentTrace(arguments.has(Option.FOLLOW));
    line = new ProgressLine(terminal);
  }

  void run() throws IOException {
    TraceApi api = new TraceApi(current, links());
    Serving serving = new Serving(terminal, arguments, arguments.value(Option.HTTP));
    serving.checkAddress();
    startReading();
    try (Viewer viewer = serving.start(api)) {
      serve(serving, viewer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      line.close();
    }
  }

  private Links links() {
    String ui = arguments.value(Option.PERFETTO_UI);
    String trace = arguments.value(Option.TRACE_LINK);
    try {
      return new Links(ui == null ? Option.DEFAULT_PERFETTO_UI : ui, trace == null ? "" : trace);
    } catch (IllegalArgumentException bad) {
      throw new UsageException("--trace-link: " + bad.getMessage());
    }
  }

  /** Reads what to compare with, if anything is: first, so that the page is whole when it opens. */
  private void readBase() throws IOException {
    String base = arguments.value(Option.BASE);
    if (base != null) {
      LoadedTrace before =
          TraceSource.load(base, Loading.options(arguments), Progress.both(line, current));
      closeAtExit(before);
      current.compareWith(before);
    }
  }

  private void startReading() {
    // Wrong options are said here, before anything starts.
    Loading.options(arguments);
    Follower follower = arguments.has(Option.FOLLOW) ? Loading.follower(arguments) : null;
    Thread reader =
        new Thread(
            () -> {
              if (follower == null) {
                readOnce();
              } else {
                keepReading(follower);
              }
            },
            "jtrace-loader");
    reader.setDaemon(true);
    reader.setUncaughtExceptionHandler((thread, e) -> current.fail(e));
    reader.start();
  }

  private void readOnce() {
    try {
      readBase();
      Progress progress = Progress.both(line, current);
      current.publish(TraceSource.load(source, Loading.options(arguments), progress));
    } catch (IOException e) {
      current.fail(e);
    }
  }

  private void keepReading(Follower follower) {
    try {
      readBase();
      current.publish(follower.next(Progress.both(line, current)));
      line.close();
      while (true) {
        try {
          current.publish(follower.next(current));
        } catch (UnreadableException e) {
          current.complain(String.valueOf(e.getMessage()));
        }
      }
    } catch (IOException e) {
      current.fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Serving serving, Viewer viewer) throws IOException, InterruptedException {
    CurrentTrace.Version quick = current.await(UNANNOUNCED_MILLIS);
    line.close();
    String name = quick == null ? source : quick.trace().name();
    serving.announce(name, viewer.url() + window(quick));
    LoadedTrace trace = current.await().trace();
    line.close();
    closeAtExit(trace);
    new CountDownLatch(1).await();
  }

  /** The page opens on what was asked for: times are those of the whole recording. */
  private String window(CurrentTrace.@Nullable Version version) {
    TimeRange asked = Loading.window(arguments);
    if (asked == null || version == null) {
      return "";
    }
    TimeRange range = Loading.range(version.trace().trace(), arguments);
    return "&t=" + range.startNanos() + ".." + range.endNanos();
  }

  private void closeAtExit(LoadedTrace trace) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(trace), "jtrace-exit"));
  }

  private void closeQuietly(LoadedTrace trace) {
    try {
      trace.close();
    } catch (IOException e) {
      terminal.complain("a temporary file stays behind: " + trace.file());
    }
  }
}
