package io.jtrace.agent.http;

import io.jtrace.agent.record.CommandLine;
import java.io.IOException;

/** {@code cmdline}: the arguments of the process, secrets blacked out. */
final class CommandLineEndpoint {

  private CommandLineEndpoint() {}

  static void answer(Query query, Reply reply) throws IOException {
    reply.text(String.join("\0", CommandLine.ofThisProcess().arguments()));
  }
}
