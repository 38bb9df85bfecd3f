package io.jtrace.web.api;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.timeline.analysis.Profile;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.export.PprofExporter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Downloads a profile in the format of pprof. */
record PprofEndpoint(LoadedTrace loaded) implements Handler {
  static final String PATH = "/export/profile." + PprofExporter.FILE_EXTENSION;

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    Parameters parameters = new Parameters(request.query());
    ProfileKind kind;
    TimeRange range;
    Profile profile;
    try {
      kind = ProfileEndpoint.kind(parameters);
      range = parameters.range(loaded.trace());
      profile = ProfileEndpoint.asked(loaded.trace(), parameters);
    } catch (IllegalArgumentException e) {
      Answers.text(response, 400, String.valueOf(e.getMessage()));
      return;
    } catch (IndexOutOfBoundsException e) {
      Answers.text(response, 404, "no such thread in this trace");
      return;
    }
    OutputStream out =
        ExportEndpoint.begin(
            response,
            ExportEndpoint.fileName(loaded.name()) + "." + kind.key(),
            PprofExporter.FILE_EXTENSION,
            "application/octet-stream");
    if (!request.isHead()) {
      PprofExporter.write(loaded.trace(), profile, range, about(parameters), out);
    }
    out.close();
  }

  private List<String> about(Parameters parameters) {
    List<String> about = new ArrayList<>(List.of("of " + loaded.name()));
    for (String name : List.of("thread", "group", "region")) {
      String value = parameters.query().first(name);
      if (value != null) {
        about.add(name + " " + value);
      }
    }
    return about;
  }
}
