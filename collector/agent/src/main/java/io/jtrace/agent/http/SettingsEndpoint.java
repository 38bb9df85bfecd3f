package io.jtrace.agent.http;

import io.jtrace.agent.record.TraceRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** {@code jtrace.jfc}: the settings, for those who start JFR themselves. */
final class SettingsEndpoint {

  private SettingsEndpoint() {}

  static void answer(Query query, Reply reply) throws IOException {
    try (InputStream in = TraceRecorder.settingsFile()) {
      reply.text(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
