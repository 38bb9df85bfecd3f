package io.jtrace.agent;

import io.jtrace.agent.http.Access;
import io.jtrace.agent.listen.FirstClient;
import io.jtrace.agent.options.ListenAddress;
import io.jtrace.agent.options.OptionKey;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.record.Hooks;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.Endpoints;
import io.jtrace.agent.spi.HookWeaver;
import io.jtrace.agent.spi.HttpServerProvider;
import io.jtrace.agent.spi.ServerConfig;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A server of {@code /debug/pprof/} in this process. Thread safe.
 *
 * <p>It consists of a bound socket and a waiting daemon thread until the first client comes; only
 * then the HTTP server is loaded.
 */
public final class TraceServer implements AutoCloseable {

  /** The system property of this process that tells where the server is, while there is one. */
  public static final String ADDRESS_PROPERTY = "io.jtrace.address";

  private static final int MAX_CONCURRENT_REQUESTS = 16;
  private static final int TOKEN_BYTES = 16;

  private final TraceRecorder recorder;
  private final boolean ownsRecorder;
  private final Optional<String> token;
  private final FirstClient listener;
  private final boolean loopback;
  private final Thread shutdownHook = new Thread(null, this::closeAtExit, "jtrace-exit", 0, false);
  private final AtomicBoolean closed = new AtomicBoolean();

  private TraceServer(
      TraceRecorder recorder,
      boolean ownsRecorder,
      Optional<String> token,
      FirstClient listener,
      boolean loopback) {
    this.recorder = recorder;
    this.ownsRecorder = ownsRecorder;
    this.token = token;
    this.listener = listener;
    this.loopback = loopback;
  }

  static TraceServer start(Options options, @Nullable Instrumentation instrumentation)
      throws IOException {
    return start(options, recorder(options, instrumentation), true);
  }

  /** Opens a recorder; whoever opens it closes it. */
  static TraceRecorder recorder(Options options, @Nullable Instrumentation instrumentation) {
    return TraceRecorder.open(options, instrumentation, hooks(options, instrumentation));
  }

  /**
   * Starts a server.
   *
   * @param ownsRecorder whether the recorder is closed with the server
   */
  static TraceServer start(Options options, TraceRecorder recorder, boolean ownsRecorder)
      throws IOException {
    ListenAddress wanted = options.get(OptionKey.LISTEN);
    InetSocketAddress address = wanted.resolve();
    boolean loopback = address.getAddress().isLoopbackAddress();
    Optional<String> token = options.get(OptionKey.TOKEN);
    if (token.isEmpty() && !loopback) {
      token = Optional.of(newToken());
    }
    Access access = new Access(token, loopback);
    FirstClient listener =
        FirstClient.listen(
            address,
            "jtrace-listen",
            channel -> serve(channel, recorder, options, access),
            failure ->
                Stderr.say(
                    "the server at "
                        + wanted
                        + " could not be loaded ("
                        + Stderr.reason(failure)
                        + "); the program runs on without it"));
    TraceServer server = new TraceServer(recorder, ownsRecorder, token, listener, loopback);
    Runtime.getRuntime().addShutdownHook(server.shutdownHook);
    System.setProperty(ADDRESS_PROPERTY, server.url());
    Standing.start(recorder, options);
    if (options.get(OptionKey.WARMUP)) {
      WarmUp.later(recorder, server.closed::get);
    }
    return server;
  }

  private static Hooks hooks(Options options, @Nullable Instrumentation instrumentation) {
    if (!options.get(OptionKey.HOOKS)) {
      return Hooks.off();
    }
    return instrumentation == null
        ? Hooks.withoutAgent()
        : Hooks.of(
            instrumentation,
            () -> ServiceLoader.load(HookWeaver.class, PrivateLoader.shared()).findFirst(),
            Stderr::say);
  }

  private static AutoCloseable serve(
      ServerSocketChannel channel, TraceRecorder recorder, Options options, Access access)
      throws IOException {
    ClassLoader loader = PrivateLoader.shared();
    Endpoints endpoints = Jtrace.endpoints(recorder, options, access, loader);
    HttpServerProvider provider =
        ServiceLoader.load(HttpServerProvider.class, loader)
            .findFirst()
            .orElseThrow(() -> new IOException("no HTTP server is in this build of jtrace"));
    return provider.start(
        channel, new ServerConfig("jtrace", MAX_CONCURRENT_REQUESTS, Stderr::say), endpoints);
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  TraceRecorder recorder() {
    return recorder;
  }

  /** Returns where the server listens, with the port that was found if any was wanted. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** Returns the secret that requests must show, if they must. */
  public Optional<String> token() {
    return token;
  }

  /** Returns the address of the index page, for people. */
  public String url() {
    InetSocketAddress address = address();
    String host = address.getAddress().getHostAddress();
    if (address.getAddress().isAnyLocalAddress()) {
      host = "localhost";
    } else if (host.indexOf(':') >= 0) {
      host = "[" + host + "]";
    }
    return "http://" + host + ":" + address.getPort() + "/debug/pprof/";
  }

  /** The one sentence at start-up. */
  String greeting() {
    String greeting = "traces of this program are at " + url();
    return loopback
        ? greeting
        : greeting + " with Authorization: Bearer " + token.orElse("") + " (or ?token=)";
  }

  /** Ends traces, connections and threads, deletes what is on disk, and frees the port. */
  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException exiting) {
      // the hook itself is on its way: it does the same as we, and the second of us does nothing
    }
    closeOnce();
  }

  private void closeOnce() throws IOException {
    if (closed.compareAndSet(false, true)) {
      System.getProperties().remove(ADDRESS_PROPERTY, url());
      try {
        if (ownsRecorder) {
          recorder.close();
        }
      } finally {
        listener.close();
      }
    }
  }

  private void closeAtExit() {
    try {
      closeOnce();
    } catch (IOException | RuntimeException failed) {
      Stderr.say("a trace could not be cleaned up at exit: " + Stderr.reason(failed));
    }
  }
}
