package io.jtrace.agent;

import io.jtrace.agent.http.Access;
import io.jtrace.agent.http.PprofEndpoints;
import io.jtrace.agent.options.ListenAddress;
import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.Trace;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.record.TraceSpec;
import io.jtrace.agent.spi.Endpoints;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ServiceLoader;

/**
 * jtrace for a program that starts it itself, without {@code -javaagent}.
 *
 * <pre>{@code
 * try (var server = Jtrace.serve("127.0.0.1:6060")) {
 *   runTheProgram();
 * }
 * }</pre>
 *
 * <p>System properties {@code jtrace.*} and environment variables {@code JTRACE_*} count here too.
 */
public final class Jtrace {

  private Jtrace() {}

  /**
   * Serves traces of this process on an address such as {@code 127.0.0.1:6060}; port 0 takes any.
   *
   * @throws IllegalArgumentException if the text is no address
   * @throws IOException if the address cannot be bound
   */
  public static TraceServer serve(String address) throws IOException {
    return serve(options().with(OptionKey.LISTEN, ListenAddress.from(address)));
  }

  /**
   * Serves traces of this process as the options say.
   *
   * @throws IllegalArgumentException if the options say to listen nowhere
   * @throws IOException if the address cannot be bound
   */
  public static TraceServer serve(Options options) throws IOException {
    if (options.get(OptionKey.LISTEN).isOff()) {
      throw new IllegalArgumentException("expected an address to listen on, found off");
    }
    return TraceServer.start(options, null);
  }

  /**
   * Returns the endpoints for a server of one's own, which decides itself who may ask. Whoever
   * makes the recorder closes it.
   */
  public static Endpoints endpoints(TraceRecorder recorder, Options options) throws IOException {
    return endpoints(recorder, options, Access.open(), PrivateLoader.shared());
  }

  static Endpoints endpoints(
      TraceRecorder recorder, Options options, Access access, ClassLoader loader) {
    return PprofEndpoints.of(
        recorder, options, access, () -> ServiceLoader.load(TraceExporter.class, loader));
  }

  /** Returns what reads and writes profiles. */
  static TraceExporter exporter() throws IOException {
    return ServiceLoader.load(TraceExporter.class, PrivateLoader.shared())
        .findFirst()
        .orElseThrow(() -> new IOException("this build of jtrace cannot write profiles"));
  }

  /** Returns a recorder that needs no agent. */
  public static TraceRecorder recorder(Options options) {
    return TraceRecorder.open(options);
  }

  /**
   * Records this process and writes the JFR file. Blocks meanwhile; does not close the stream.
   *
   * @throws IOException if nothing can be recorded or written, or the thread is interrupted
   */
  public static void record(Duration duration, OutputStream out) throws IOException {
    Options options = options();
    try (TraceRecorder recorder = recorder(options);
        Trace trace = recorder.start(TraceSpec.from(options, duration.toNanos()))) {
      trace.await();
      trace.stop();
      trace.writeTo(out);
    }
  }

  /** Opens the settings file {@code jtrace.jfc}, which works with plain JFR too. */
  public static InputStream settingsFile() throws IOException {
    return TraceRecorder.settingsFile();
  }

  private static Options options() {
    return Options.read("", Stderr::say);
  }
}
