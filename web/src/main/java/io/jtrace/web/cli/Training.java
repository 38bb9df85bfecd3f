package io.jtrace.web.cli;

import io.jtrace.timeline.jfr.ReadOptions;
import io.jtrace.web.api.Links;
import io.jtrace.web.api.TraceApi;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.Progress;
import io.jtrace.web.load.TraceSource;
import io.jtrace.web.view.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs every command once, so that the JVM that does it can archive the classes they load. {@code
 * scripts/jtrace} starts it.
 */
public final class Training {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/api/status",
          "/api/trace",
          "/api/overview",
          "/api/groups",
          "/api/rows",
          "/api/tracks",
          "/api/thread?id=0",
          "/api/labels?spans=0",
          "/api/profile",
          "/api/find?q=main");

  private Training() {}

  /** Runs every command on a recording; ends with code 1 if one of them fails. */
  public static void main(String[] arguments) throws IOException {
    String recording = arguments[0];
    boolean isGood =
        runs("info", recording)
            && runs("info", "--json", "--from=1ms", recording)
            && runs("report", recording)
            && runs("report", "--json", recording)
            && runs("export", "--format=perfetto", recording, "-o", "-")
            && runs("export", "--format=chrome", recording, "-o", "-")
            && runs("pprof", "--type=sync", recording)
            && runs("--help");
    show(recording);
    System.exit(isGood ? ExitCode.OK : ExitCode.UNREADABLE);
  }

  private static boolean runs(String... words) {
    Terminal nowhere =
        new Terminal(
            OutputStream.nullOutputStream(), System.err, StandardCharsets.UTF_8, false, false);
    return JtraceCommand.run(nowhere, words) == ExitCode.OK;
  }

  private static void show(String recording) throws IOException {
    try (LoadedTrace trace = TraceSource.load(recording, ReadOptions.defaults(), Progress.NONE);
        Viewer viewer =
            Viewer.start(
                new TraceApi(CurrentTrace.of(trace), new Links(Option.DEFAULT_PERFETTO_UI, "")),
                "127.0.0.1",
                0,
                sentence -> {})) {
      URI address = URI.create(viewer.url());
      for (String page : PAGES) {
        ask(address, "GET", page, "");
      }
      ask(address, "POST", "/api/tiles", "{\"level\":20,\"first\":0,\"last\":3,\"threads\":[0]}");
    }
  }

  private static void ask(URI address, String method, String page, String body) throws IOException {
    String separator = page.contains("?") ? "&" : "?";
    String request =
        method
            + " "
            + page
            + separator
            + address.getRawQuery()
            + " HTTP/1.1\r\nHost: "
            + address.getAuthority()
            + "\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(address.getHost(), address.getPort());
        InputStream answer = socket.getInputStream()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      answer.transferTo(OutputStream.nullOutputStream());
    }
  }
}
