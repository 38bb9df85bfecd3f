package io.jtrace.web.view;

import io.jtrace.web.http.Handler;
import io.jtrace.web.http.HttpServer;
import io.jtrace.web.http.Route;
import io.jtrace.web.http.Router;
import io.jtrace.web.http.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A server that shows a trace, or a profile, in the browser. Thread safe. */
public final class Viewer implements AutoCloseable {
  private static final int MAX_CONCURRENT_REQUESTS = 64;
  private static final int MAX_BODY_BYTES = 4 << 20;
  private static final int TOKEN_BYTES = 16;

  private final HttpServer server;
  private final String url;

  private Viewer(HttpServer server, String url) {
    this.server = server;
    this.url = url;
  }

  /**
   * Starts a server.
   *
   * @param api answers what is below {@code /api} and {@code /export}; the pages ask it
   * @param host name or address to listen on, as the user gave it
   * @param port to listen on; 0 takes any that is free
   * @throws IOException if the address cannot be bound
   */
  public static Viewer start(Handler api, String host, int port, Consumer<String> log)
      throws IOException {
    InetAddress address = InetAddress.getByName(host);
    ServerSocketChannel socket = ServerSocketChannel.open();
    try {
      socket.bind(new InetSocketAddress(address, port));
      int bound = socket.socket().getLocalPort();
      String token = newToken();
      Gate gate = new Gate(pages(api), ourHosts(host, address, bound), bound, token);
      ServerOptions options =
          new ServerOptions("jtrace", MAX_CONCURRENT_REQUESTS, MAX_BODY_BYTES, log);
      HttpServer server = HttpServer.adopt(socket, options, gate);
      return new Viewer(
          server, "http://" + shown(host, address) + ":" + bound + "/?token=" + token);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** What is no question is a file of the UI, or a page of it. */
  private static Handler pages(Handler api) {
    Router files = new Router(List.of(Route.get("/*", new StaticFiles("/io/jtrace/web/ui"))));
    return (request, response) ->
        (isQuestion(request.path()) ? api : files).handle(request, response);
  }

  private static boolean isQuestion(String path) {
    return path.startsWith("/api/") || path.startsWith("/export/");
  }

  private static Set<String> ourHosts(String host, InetAddress address, int port) {
    if (address.isAnyLocalAddress()) {
      // The user opened this to the network, under whatever names the machine has there.
      return Set.of();
    }
    List<String> names = new ArrayList<>(List.of(shown(host, address)));
    if (address.isLoopbackAddress()) {
      names.addAll(List.of("127.0.0.1", "localhost", "[::1]"));
    }
    List<String> hosts = new ArrayList<>();
    for (String name : names) {
      hosts.add((name + ":" + port).toLowerCase(Locale.ROOT));
      if (port == 80) {
        hosts.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return Set.copyOf(hosts);
  }

  private static String shown(String host, InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return "localhost";
    }
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns the address to open first; it holds the token. */
  public String url() {
    return url;
  }

  /** Ends all connections and threads. */
  @Override
  public void close() {
    server.close();
  }
}
