package io.jtrace.agent.http;

import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Answers profiles, as bytes or text, with what there is to say about them in a header. */
final class Profiles {

  /** Writes a body. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What a tool need not read, and people should: one sentence after the other. */
  private static final String NOTE = "Jtrace-Note";

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
    send(reply, headers, out -> exporter.writeProfile(profile, out));
  }

  /** Answers a profile as text. */
  static void answerText(StackProfile profile, Body body, Reply reply)
      throws IOException, HttpError {
    Map<String, String> headers = Reply.textHeaders();
    note(profile, headers);
    send(reply, headers, body);
  }

  private static void note(StackProfile profile, Map<String, String> headers) {
    if (!profile.comments().isEmpty()) {
      headers.put(NOTE, String.join("; ", profile.comments()).replaceAll("[^\\x20-\\x7e]", "?"));
    }
  }

  /** Sends a body that may still fail: then as an error, if nothing of it is out yet. */
  static void send(Reply reply, Map<String, String> headers, Body body)
      throws IOException, HttpError {
    LazyOutput out = new LazyOutput(() -> reply.begin(headers));
    try {
      body.writeTo(out);
    } catch (IOException | RuntimeException failed) {
      if (out.isBegun()) {
        throw failed;
      }
      throw new HttpError(500, "could not write the profile: " + failed.getMessage(), failed);
    }
    out.close();
  }
}
