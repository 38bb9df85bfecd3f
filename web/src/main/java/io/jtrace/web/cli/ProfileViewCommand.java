package io.jtrace.web.cli;

import io.jtrace.web.api.EmbeddedProfile;
import io.jtrace.web.api.PprofApi;
import io.jtrace.web.api.PprofQuery;
import io.jtrace.web.pprof.Profile;
import io.jtrace.web.pprof.ProfileException;
import io.jtrace.web.pprof.Settings;
import io.jtrace.web.view.ProfileExport;
import io.jtrace.web.view.SingleFile;
import io.jtrace.web.view.Viewer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * {@code jtrace pprof --http} and {@code --format=html}: the pages of a profile, from a server or
 * in a file.
 */
record ProfileViewCommand(Terminal terminal, Arguments arguments) {
  private static final String HTML = "html";

  /** Complains of what does not go together, before anything is read. */
  void check() {
    boolean isServed = arguments.has(Option.WEB);
    if (arguments.profileFlags().report() != null) {
      throw new UsageException(
          "expected a report or " + (isServed ? "--http" : "--format") + ", found both");
    }
    if (!isServed) {
      checkFile();
    } else if (arguments.has(Option.OUTPUT)) {
      throw new UsageException("expected --output with a report or --format, found --http");
    }
    serving().checkAddress();
  }

  private void checkFile() {
    String format = arguments.required(Option.PROFILE_FORMAT);
    if (!format.equals(HTML)) {
      throw new UsageException("expected --format=html, found \"" + format + "\"");
    }
    arguments.required(Option.OUTPUT);
  }

  private Serving serving() {
    return new Serving(terminal, arguments, arguments.value(Option.WEB));
  }

  void run(Profile profile) throws IOException, ProfileException {
    Settings settings = arguments.profileFlags().settings();
    if (arguments.has(Option.WEB)) {
      serve(profile, settings);
    } else {
      EmbeddedProfile embedded = EmbeddedProfile.of(profile, name(), settings);
      Output.of(arguments, terminal).write(out -> SingleFile.write(embedded, out));
    }
  }

  private void serve(Profile profile, Settings settings) throws IOException {
    Serving serving = serving();
    PprofApi api = new PprofApi(profile, name(), settings);
    try (Viewer viewer = serving.start(new ProfileExport(api))) {
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
