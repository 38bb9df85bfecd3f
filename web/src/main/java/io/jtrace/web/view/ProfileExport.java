package io.jtrace.web.view;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.web.api.EmbeddedProfile;
import io.jtrace.web.api.PprofApi;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import io.jtrace.web.pprof.ProfileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** The API of a profile, and the profile as a page that opens from a disk. */
public record ProfileExport(PprofApi api) implements Handler {
  private static final String PATH = "/export/profile.html";

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    boolean isMine = request.path().equals(PATH);
    if (isMine && (request.method().equals("GET") || request.isHead())) {
      export(request, response);
    } else {
      api.handle(request, response);
    }
  }

  private void export(Request request, EndpointResponse response) throws IOException {
    EmbeddedProfile profile;
    try {
      profile = api.embedded(request.query());
    } catch (ProfileException | IllegalArgumentException e) {
      Answers.text(response, 400, String.valueOf(e.getMessage()));
      return;
    }
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    SingleFile.write(profile, page);
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "text/html; charset=utf-8",
            "Content-Disposition",
            "attachment; filename=profile.html",
            "Cache-Control",
            "no-store");
    Answers.bytes(response, 200, headers, page.toByteArray());
  }
}
