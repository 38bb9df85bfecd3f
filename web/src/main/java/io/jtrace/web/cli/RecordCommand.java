package io.jtrace.web.cli;

import io.jtrace.agent.Jtrace;
import io.jtrace.web.attach.AttachedAgent;
import io.jtrace.web.attach.PlainJfr;
import io.jtrace.web.attach.RunningJvm;
import io.jtrace.web.load.Download;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** {@code jtrace record}: a trace of a JVM that runs, with or without its agent. */
record RecordCommand(Terminal terminal, Arguments arguments) {
  private static final String DEFAULT_OUTPUT = "trace.out";
  private static final double DEFAULT_SECONDS = 5;
  private static final double MAX_SECONDS = 86_400;
  private static final String ENDPOINTS = "/debug/pprof/";

  void run() throws IOException {
    String target = arguments.argument();
    double seconds = seconds();
    Output output = output();
    output.refuseTerminal("a recording");
    if (target.startsWith("http://") || target.startsWith("https://")) {
      fetch(endpoints(target), Optional.ofNullable(arguments.value(Option.TOKEN)), seconds, output);
      return;
    }
    long pid = RunningJvm.find(target);
    try {
      recordByAgent(pid, seconds, output);
    } catch (AttachedAgent.RefusedException refused) {
      terminal.complain(
          refused.getMessage()
              + "; recording what JFR itself does: when virtual threads ran, who woke whom and"
              + " when threads were on a processor is missing");
      recordPlainly(pid, seconds, output);
    }
  }

  private double seconds() {
    String text = arguments.value(Option.SECONDS);
    if (text == null) {
      return DEFAULT_SECONDS;
    }
    try {
      double seconds = Double.parseDouble(text);
      if (seconds > 0 && seconds <= MAX_SECONDS) {
        return seconds;
      }
    } catch (NumberFormatException bad) {
      throw new UsageException("expected seconds such as 5 or 0.5, found \"" + text + "\"");
    }
    throw new UsageException(
        "expected seconds above 0 and up to " + (long) MAX_SECONDS + ", found \"" + text + "\"");
  }

  private Output output() {
    String name = arguments.value(Option.OUTPUT);
    return new Output(name == null ? DEFAULT_OUTPUT : name, terminal);
  }

  /**
   * Returns the address of the endpoints that a person means by such as {@code http://host:6060}.
   */
  static URI endpoints(String address) {
    try {
      URI uri = URI.create(address);
      String path = uri.getPath() == null ? "" : uri.getPath();
      int at = path.indexOf(ENDPOINTS);
      return uri.resolve(at < 0 ? ENDPOINTS : path.substring(0, at) + ENDPOINTS);
    } catch (IllegalArgumentException bad) {
      throw new UsageException("expected an address, found \"" + address + "\"");
    }
  }

  private void recordByAgent(long pid, double seconds, Output output) throws IOException {
    try (AttachedAgent agent = AttachedAgent.in(pid)) {
      Optional<String> token =
          agent.token().or(() -> Optional.ofNullable(arguments.value(Option.TOKEN)));
      endingWith(agent::close, () -> fetch(agent.address(), token, seconds, output));
    }
  }

  private void fetch(URI endpoints, Optional<String> token, double seconds, Output output)
      throws IOException {
    String detail = arguments.value(Option.DETAIL);
    String query =
        "trace?seconds="
            + seconds
            + (detail == null
                ? ""
                : "&detail=" + URLEncoder.encode(detail, StandardCharsets.UTF_8));
    try (ProgressLine progress = new ProgressLine(terminal)) {
      progress.begins(recordingFor(seconds));
      output.write(out -> Download.copy(endpoints.resolve(query), token, out, progress));
    }
    end(output);
  }

  private void recordPlainly(long pid, double seconds, Output output) throws IOException {
    String settings;
    try (InputStream in = Jtrace.settingsFile()) {
      settings = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (PlainJfr jfr = PlainJfr.start(pid, settings)) {
      terminal.complain(recordingFor(seconds));
      Duration duration = Duration.ofNanos((long) (seconds * 1e9));
      endingWith(jfr::close, () -> output.write(out -> jfr.record(duration, out)));
    }
    end(output);
  }

  private static String recordingFor(double seconds) {
    return "recording for " + Amounts.duration((long) (seconds * 1e9));
  }

  private void end(Output output) {
    if (!output.name().equals(Output.STANDARD_OUTPUT)) {
      terminal.complain("wrote " + output.name() + "; look at it with: jtrace " + output.name());
    }
  }

  /** Something that is done in one go. */
  private interface Step {
    void run() throws IOException;
  }

  /** Runs {@code body}; if the user ends this command meanwhile, {@code ending} is done first. */
  private static void endingWith(Step ending, Step body) throws IOException {
    Thread hook = new Thread(() -> end(ending), "jtrace-detach");
    Runtime.getRuntime().addShutdownHook(hook);
    body.run();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private static void end(Step ending) {
    try {
      ending.run();
    } catch (IOException gone) {
      System.err.println("jtrace: " + gone.getMessage());
    }
  }
}
