package io.jtrace.agent.http;

import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.util.Map;

/** Answers profiles, as bytes or text, with what there is to say about them in a header. */
final class Profiles {

  /** What a tool need not read, and people should: one sentence after the other. */
  static final String NOTE = "Jtrace-Note";

  private static final String WRITE = "write the profile";

  private final Exporters exporters;

  Profiles(Exporters exporters) {
    this.exporters = exporters;
  }

  /** Answers nothing but headers if nothing else is wanted. */
  static boolean isAnsweredByHeaders(Reply reply, Map<String, String> headers) throws IOException {
    if (!reply.bodyWanted()) {
      reply.begin(headers).close();
    }
    return !reply.bodyWanted();
  }

  /** Answers a profile in the format of pprof. */
  void answer(String fileName, StackProfile profile, Reply reply) throws IOException, HttpError {
    TraceExporter exporter = exporters.ofProfiles();
    Map<String, String> headers = Reply.attachment(fileName);
    note(profile, headers);
    reply.send(headers, WRITE, out -> exporter.writeProfile(profile, out));
  }

  /** Answers a profile as text. */
  static void answerText(StackProfile profile, Reply.Body body, Reply reply)
      throws IOException, HttpError {
    Map<String, String> headers = Reply.textHeaders();
    note(profile, headers);
    reply.send(headers, WRITE, body);
  }

  private static void note(StackProfile profile, Map<String, String> headers) {
    if (!profile.comments().isEmpty()) {
      headers.put(NOTE, String.join("; ", profile.comments()).replaceAll("[^\\x20-\\x7e]", "?"));
    }
  }
}
