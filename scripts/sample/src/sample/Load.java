package sample;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts load on the sample server from another JVM.
 *
 * <p>Usage: {@code java sample.Load PORT CLIENTS SECONDS}. Prints the requests made at the end.
 */
public final class Load {
  private static final String[] PATHS = {"/prices/", "/prices/", "/orders/", "/recommend/"};

  private Load() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    int clients = Integer.parseInt(arguments[1]);
    long endNanos = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000_000L;
    AtomicLong requests = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      Random random = new Random(client);
      Thread thread = new Thread(() -> shop(port, endNanos, random, requests), "client-" + client);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("load: " + requests + " requests");
  }

  private static void shop(int port, long endNanos, Random random, AtomicLong requests) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      while (System.nanoTime() < endNanos) {
        String path = PATHS[random.nextInt(PATHS.length)] + random.nextInt(1000);
        String request = "GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        if (in.read(buffer) < 0) {
          return;
        }
        requests.incrementAndGet();
        Thread.sleep(2 + random.nextInt(6));
      }
    } catch (IOException e) {
      System.err.println("load: the shop went away: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
