package sample;

import io.jtrace.api.Context;
import io.jtrace.api.Log;
import io.jtrace.api.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small web shop with the troubles of a big one, for people to look at with jtrace: blocking HTTP
 * over sockets, a database pool that is too small, a price cache behind one lock, a journal on disk,
 * garbage, and on JDK 21 and newer a virtual thread for every recommendation.
 *
 * <p>Usage: {@code java sample.SampleServer PORT DIRECTORY}; port 0 takes a free one. Prints {@code
 * shop: listening on PORT} when ready.
 */
public final class SampleServer {
  private final Shop shop;
  private final ThreadPoolExecutor requests;

  private SampleServer(Shop shop) {
    this.shop = shop;
    AtomicInteger number = new AtomicInteger();
    requests =
        new ThreadPoolExecutor(
            24,
            24,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1000),
            task -> new Thread(task, "http-exec-" + number.incrementAndGet()));
  }

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    Path directory = Path.of(arguments[1]);
    try (Inventory inventory = Inventory.start();
        Journal journal = Journal.open(directory.resolve("journal.log"))) {
      Shop shop = new Shop(new ConnectionPool(6), new PriceCache(), inventory, journal);
      ScheduledExecutorService schedule =
          Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "price-refresh"));
      schedule.scheduleWithFixedDelay(shop::refreshPrices, 400, 400, TimeUnit.MILLISECONDS);
      new SampleServer(shop).serve(port);
    }
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void serve(int port) throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      System.out.println("shop: listening on " + server.getLocalPort());
      while (true) {
        Socket client = server.accept();
        requests.execute(() -> converse(client));
      }
    }
  }

  /** Answers requests on one connection until the client closes it. */
  private void converse(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      for (String line = firstLine(in); line != null; line = firstLine(in)) {
        String path = line.split(" ", 3)[1];
        byte[] body = answer(path).getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
        out.write((head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      System.err.println("shop: a client went away: " + e.getMessage());
    }
  }

  /** A task for each request, named after its first part: the trace says what became of it. */
  private String answer(String path) throws IOException {
    String type = "GET " + path.split("[/?]", 3)[1];
    try (Task task = Task.start(type);
        Context.Scope scope = task.enter()) {
      Log.log("request", path);
      return shop.answer(path);
    }
  }

  /** Returns the request line and reads past the headers; null at the end of the connection. */
  private static String firstLine(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    byte[] buffer = new byte[2048];
    while (request.indexOf("\r\n\r\n") < 0) {
      int count = in.read(buffer);
      if (count < 0) {
        return null;
      }
      request.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }
    return request.substring(0, request.indexOf("\r\n"));
  }
}
