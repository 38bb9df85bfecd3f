import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * An HTTP server that gives each request a virtual thread of its own. For {@code scripts/bench vthread-http}.
 *
 * <p>Prints its port; then answers each line on standard input with the requests it has served and the nanoseconds of
 * processor time it has taken. Ends with its input.
 */
public final class VirtualThreadServer {
  private static final int ROWS = 50;

  private static final LongAdder SERVED = new LongAdder();

  public static void main(String[] arguments) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", VirtualThreadServer::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
    var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (lines.readLine() != null) {
      System.out.println(SERVED.sum() + " " + bean.getProcessCpuTime());
    }
    System.exit(0);
  }

  /** Builds a page, which ends in the one byte by which clients know that it has come. */
  private static void answer(HttpExchange exchange) throws IOException {
    StringBuilder page = new StringBuilder();
    int hash = exchange.getRequestURI().hashCode();
    for (int row = 0; row < ROWS; row++) {
      page.append("<li>").append(row).append(": ").append(Integer.toHexString(hash + row));
    }
    byte[] body = page.append('$').toString().getBytes(StandardCharsets.ISO_8859_1);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    SERVED.increment();
  }
}
