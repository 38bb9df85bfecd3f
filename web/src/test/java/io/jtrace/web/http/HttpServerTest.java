package io.jtrace.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private @Nullable HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void unknownLength_isChunkedAndKeepsTheConnection() throws IOException {
    int port =
        serve(
            (request, response) -> {
              try (OutputStream out = response.begin(200, Map.of())) {
                out.write(("you asked " + request.path()).getBytes(ISO_8859_1));
              }
            });

    String both = send(port, get("/one", "Host: x") + get("/two%20", "Connection: close"));

    assertThat(both).contains("transfer-encoding: chunked");
    assertThat(both).containsSubsequence("you asked /one\r\n0\r\n\r\n", "you asked /two \r\n0");
  }

  @Test
  void knownLength_isNotChunked() throws IOException {
    int port = serve((request, response) -> Answers.text(response, 200, "hello"));

    String answer = send(port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).contains("Content-Length: 6").doesNotContain("chunked").endsWith("hello\n");
  }

  @Test
  void http10Client_getsTheBodyUntilTheEndOfTheConnection() throws IOException {
    int port =
        serve(
            (request, response) -> {
              try (OutputStream out = response.begin(200, Map.of())) {
                out.write("plain".getBytes(ISO_8859_1));
              }
            });

    assertThat(send(port, "GET / HTTP/1.0\r\n\r\n"))
        .doesNotContain("chunked")
        .endsWith("\r\n\r\nplain");
  }

  @Test
  void head_getsTheHeadersOfGetWithoutBody() throws IOException {
    int port = serve((request, response) -> Answers.text(response, 200, "hello"));

    String answer = send(port, "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).contains("Content-Length: 6").endsWith("\r\n\r\n");
  }

  @Test
  void notModified_hasNoBodyAndKeepsTheConnection() throws IOException {
    int port = serve((request, response) -> Answers.empty(response, 304, Map.of("ETag", "\"1\"")));

    String both = send(port, get("/", "Host: x") + get("/", "Connection: close"));

    assertThat(both.split("HTTP/1.1 304", -1)).hasSize(3);
    assertThat(both).doesNotContain("chunked");
  }

  @Test
  void body_reachesTheHandler() throws IOException {
    int port =
        serve((request, response) -> Answers.text(response, 200, "<" + request.body() + ">"));

    String answer =
        send(
            port,
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");

    assertThat(answer).endsWith("<abc>\n");
  }

  @Test
  void bodyBeyondTheLimit_is413() throws IOException {
    int port = serve((request, response) -> Answers.text(response, 200, "read"));

    assertThat(send(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n"))
        .startsWith("HTTP/1.1 413")
        .endsWith("expected a body of at most 1000 bytes\n");
    assertThat(
            send(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
                    + "x".repeat(0x3e9)
                    + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void noHttp_is400() throws IOException {
    int port = serve((request, response) -> Answers.text(response, 200, "read"));

    assertThat(send(port, "\u0001\u0002 what?\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(send(port, "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(send(port, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void failureBeforeTheAnswer_is500AndOneSentenceInTheLog() throws IOException {
    int port =
        serve(
            (request, response) -> {
              throw new IllegalStateException("no idea");
            });

    String answer = send(port, "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 500");
    assertThat(log)
        .containsExactly("could not answer GET /x: java.lang.IllegalStateException: no idea");
  }

  @Test
  void failureInTheMiddle_breaksTheConnectionRatherThanEndTheBody() throws IOException {
    int port =
        serve(
            (request, response) -> {
              OutputStream out = response.begin(200, Map.of());
              out.write("half".getBytes(ISO_8859_1));
              out.flush();
              throw new IOException("disk gone");
            });

    assertThat(send(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        .contains("half")
        .doesNotContain("0\r\n\r\n");
  }

  @Test
  void slowClient_stopsTheWriter() throws Exception {
    AtomicLong written = new AtomicLong();
    int port =
        serve(
            (request, response) -> {
              try (OutputStream out = response.begin(200, Map.of())) {
                byte[] block = new byte[64 << 10];
                for (int i = 0; i < 4096; i++) {
                  out.write(block);
                  written.addAndGet(block.length);
                }
              }
            });
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
      AtomicLong before = new AtomicLong(-1);
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(300))
          .until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());

      // Socket buffers on both sides hold some megabytes; never the whole 256 MB.
      assertThat(written.get()).isLessThan(64L << 20);

      long body = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      assertThat(body).isGreaterThan(4096L * (64 << 10));
    }
  }

  @Test
  void disconnect_runsTheActionAndFailsTheWriter() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    AtomicBoolean writerFailed = new AtomicBoolean();
    int port =
        serve(
            (request, response) -> {
              response.onDisconnect(told::countDown);
              begun.countDown();
              awaitUninterrupted(told);
              try {
                OutputStream out = response.begin(200, Map.of());
                out.write(new byte[1 << 20]);
              } catch (IOException e) {
                writerFailed.set(true);
                throw e;
              }
            });

    try (Socket socket = connect(port)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
    await().atMost(LONG).untilTrue(writerFailed);
  }

  @Test
  void moreRequestsThanAllowed_are503() throws Exception {
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    int port =
        serve(
            (request, response) -> {
              busy.countDown();
              awaitUninterrupted(release);
              Answers.text(response, 200, "at last");
            });
    String request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    try (Socket first = connect(port);
        Socket second = connect(port)) {
      first.getOutputStream().write(request.getBytes(ISO_8859_1));
      second.getOutputStream().write(request.getBytes(ISO_8859_1));
      assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

      assertThat(send(port, request)).startsWith("HTTP/1.1 503");

      release.countDown();
      assertThat(read(first)).endsWith("at last\n");
      assertThat(read(second)).endsWith("at last\n");
    }
  }

  @Test
  void waitingConnection_isServedAfterAdoption() throws IOException {
    ServerSocketChannel bound = ServerSocketChannel.open();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    bound.configureBlocking(false);
    int port = bound.socket().getLocalPort();
    try (Socket early = connect(port)) {
      early
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));

      server =
          HttpServer.adopt(
              bound, options(), (request, response) -> Answers.text(response, 200, "adopted"));

      assertThat(read(early)).endsWith("adopted\n");
    }
  }

  @Test
  void close_endsConnectionsAndThreads() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    int port =
        serve(
            (request, response) -> {
              CountDownLatch gone = new CountDownLatch(1);
              response.onDisconnect(gone::countDown);
              begun.countDown();
              awaitUninterrupted(gone);
              throw new IOException("gone");
            });
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

      stop();

      assertThat(read(socket)).isEmpty();
      await().atMost(LONG).until(() -> threads().isEmpty());
    }
  }

  @Test
  void threads_areDaemonsWithTheNameOfTheServer() throws IOException {
    int port = serve((request, response) -> Answers.text(response, 200, "hello"));

    send(port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("underTest-http"))
        .toList();
  }

  private int serve(Handler handler) throws IOException {
    HttpServer started =
        HttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), options(), handler);
    server = started;
    return started.address().getPort();
  }

  private ServerOptions options() {
    return new ServerOptions("underTest", 2, 1000, log::add);
  }

  private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IOException("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static String get(String path, String header) {
    return "GET " + path + " HTTP/1.1\r\n" + header + "\r\n\r\n";
  }

  private static String send(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return read(socket);
    }
  }

  private static String read(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), ISO_8859_1);
  }
}
