package workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Two threads and a connection between them: one asks and the other one repeats what it heard. */
final class EchoPair {
  private static final int BUFFER_BYTES = 2048;
  private static final int PAUSE_EVERY = 20;

  private EchoPair() {}

  static void start(int number, CallPaths paths) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
      Socket server = listener.accept();
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      InputStream requests = server.getInputStream();
      OutputStream answers = server.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      Daemon.start("server-" + number, () -> answers.write(buffer, 0, requests.read(buffer)));
      OutputStream out = client.getOutputStream();
      InputStream in = client.getInputStream();
      Daemon.start("client-" + number, () -> ask(out, in, paths));
    }
  }

  private static void ask(OutputStream out, InputStream in, CallPaths paths)
      throws InterruptedException {
    int size = 64 + ThreadLocalRandom.current().nextInt(960);
    paths.callFrequent(() -> exchange(out, in, new byte[size]));
    if (ThreadLocalRandom.current().nextInt(PAUSE_EVERY) == 0) {
      Thread.sleep(1);
    }
  }

  private static void exchange(OutputStream out, InputStream in, byte[] message) {
    try {
      out.write(message);
      in.readNBytes(message, 0, message.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
