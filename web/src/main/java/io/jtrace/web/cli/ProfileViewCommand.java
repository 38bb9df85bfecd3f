package io.jtrace.web.cli;

import io.jtrace.web.api.PprofApi;
import io.jtrace.web.api.PprofQuery;
import io.jtrace.web.pprof.Profile;
import io.jtrace.web.pprof.Settings;
import io.jtrace.web.view.ProfileExport;
import io.jtrace.web.view.Viewer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code jtrace pprof --http}: a profile in the browser. */
record ProfileViewCommand(Terminal terminal, Arguments arguments) {

  /** Complains of what does not go together, before anything is read. */
  void check() {
    if (arguments.profileFlags().report() != null) {
      throw new UsageException("expected a report or --http, found both");
    }
    if (arguments.has(Option.OUTPUT)) {
      throw new UsageException("expected --output with a report, found --http");
    }
    serving().checkAddress();
  }

  private Serving serving() {
    return new Serving(terminal, arguments, arguments.value(Option.WEB));
  }

  void run(Profile profile) throws IOException {
    Settings settings = arguments.profileFlags().settings();
    Serving serving = serving();
    try (Viewer viewer =
        serving.start(new ProfileExport(new PprofApi(profile, name(), settings)))) {
      serving.announce(name(), viewer.url() + parameters(settings));
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The page begins with the settings of the command line; from there on its address has them. */
  private static String parameters(Settings settings) {
    StringBuilder parameters = new StringBuilder();
    PprofQuery.parameters(settings)
        .forEach(
            (key, value) ->
                parameters
                    .append('&')
                    .append(key)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return parameters.toString();
  }

  private String name() {
    List<String> sources = arguments.arguments();
    String first = sources.get(0);
    String name = first.substring(first.lastIndexOf('/') + 1);
    String shown = name.isEmpty() ? first : name;
    return sources.size() == 1 ? shown : shown + " and " + (sources.size() - 1) + " more";
  }
}
