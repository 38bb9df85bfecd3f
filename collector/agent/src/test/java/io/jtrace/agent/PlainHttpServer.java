package io.jtrace.agent;

import io.jtrace.agent.spi.EndpointRequest;
import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.agent.spi.Endpoints;
import io.jtrace.agent.spi.HttpServerProvider;
import io.jtrace.agent.spi.ServerConfig;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server for tests: one thread and one request per connection, bodies end with the connection.
 */
public final class PlainHttpServer implements HttpServerProvider {

  @Override
  public AutoCloseable start(ServerSocketChannel bound, ServerConfig config, Endpoints endpoints)
      throws IOException {
    bound.configureBlocking(true);
    daemon(
        config.name() + "-accept",
        () -> {
          while (bound.isOpen()) {
            Socket socket = bound.accept().socket();
            daemon(config.name() + "-worker", () -> serve(socket, endpoints));
          }
        });
    return bound;
  }

  private interface Body {
    void run() throws IOException;
  }

  private static void daemon(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (IOException | IllegalStateException disconnected) {
                return; // the client is gone, or the test is over
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void serve(Socket socket, Endpoints endpoints) throws IOException {
    try (socket) {
      InputStream in = socket.getInputStream();
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
      String line = reader.readLine();
      if (line == null) {
        return;
      }
      String[] request = line.split(" ", -1);
      Map<String, String> headers = new TreeMap<>();
      for (String field = reader.readLine();
          field != null && !field.isEmpty();
          field = reader.readLine()) {
        int colon = field.indexOf(':');
        headers.put(
            field.substring(0, colon).toLowerCase(Locale.ROOT), field.substring(colon + 1).strip());
      }
      URI target = URI.create(request[1]);
      String query = target.getRawQuery();
      endpoints.handle(
          new EndpointRequest(
              request[0],
              target.getPath(),
              query == null ? "" : query,
              name -> headers.get(name.toLowerCase(Locale.ROOT))),
          new SocketResponse(socket, reader));
    }
  }

  private record SocketResponse(Socket socket, BufferedReader reader) implements EndpointResponse {

    @Override
    public OutputStream begin(int status, Map<String, String> headers) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " -\r\nConnection: close\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      OutputStream out = socket.getOutputStream();
      out.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new FilterOutputStream(out) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
        }
      };
    }

    @Override
    public void onDisconnect(Runnable action) {
      daemon(
          "jtrace-watch",
          () -> {
            try {
              reader.read(); // nothing more is expected of the client but its end
            } finally {
              action.run();
            }
          });
    }
  }
}
