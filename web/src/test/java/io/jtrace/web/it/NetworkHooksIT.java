package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jtrace.timeline.model.Operation;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the hooks record of waits for the network, against what the program measured. */
final class NetworkHooksIT {

  private static final String NETWORK =
      """
      import java.net.*;
      import java.nio.*;
      import java.nio.channels.*;

      public class Network {
        interface Body { void run() throws Exception; }

        static final InetAddress HERE = InetAddress.getLoopbackAddress();

        static Thread start(String name, Body body) {
          Thread thread = new Thread(() -> {
            try {
              body.run();
            } catch (Exception failed) {
              failed.printStackTrace();
            }
          }, name);
          thread.start();
          return thread;
        }

        public static void main(String[] arguments) throws Exception {
          Recorded.run(arguments[0], () -> {
            select();
            sockets();
            channels();
            lookups();
            datagrams();
          });
        }

        static void select() throws Exception {
          try (Selector selector = Selector.open();
              ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(HERE, 0)).configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            start("loop", () -> {
              long begin = System.nanoTime();
              for (int i = 0; i < 10; i++) {
                selector.select(30);
                selector.selectNow();
              }
              System.out.println("select " + (System.nanoTime() - begin));
            }).join();
            Thread last = start("last", () -> System.out.println("ready " + selector.select()));
            SocketChannel.open(server.getLocalAddress()).close();
            last.join();
          }
        }

        static void sockets() throws Exception {
          try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            Thread acceptor = start("acceptor", () -> {
              server.accept().close();
              server.setSoTimeout(20);
              try {
                server.accept();
              } catch (SocketTimeoutException expected) {
                System.out.println("accept timed out");
              }
            });
            Thread.sleep(100);
            int port = server.getLocalPort();
            System.out.println("port " + port);
            start("client", () -> new Socket(HERE, port).close()).join();
            acceptor.join();
          }
          try (Socket refused = new Socket()) {
            refused.connect(new InetSocketAddress(HERE, 1), 1000);
          } catch (ConnectException expected) {
            System.out.println("refused");
          }
        }

        static void channels() throws Exception {
          try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(HERE, 0));
            Thread acceptor = start("channel acceptor", () -> {
              server.accept().close();
              server.socket().accept().close();
            });
            start("channel client", () -> {
              SocketChannel.open(server.getLocalAddress()).close();
              SocketChannel last = SocketChannel.open();
              last.configureBlocking(false);
              last.connect(server.getLocalAddress());
              while (!last.finishConnect()) Thread.onSpinWait();
              last.close();
            }).join();
            acceptor.join();
          }
        }

        static void lookups() throws Exception {
          start("lookup", () -> {
            System.out.println("found " + InetAddress.getAllByName("localhost").length);
            try {
              InetAddress.getByName("nobody.invalid");
            } catch (UnknownHostException expected) {
              System.out.println("unknown");
            }
          }).join();
        }

        static void datagrams() throws Exception {
          try (DatagramSocket socket = new DatagramSocket(0, HERE);
              DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(HERE, 0));
            Thread receiver = start("receiver", () -> {
              socket.receive(new DatagramPacket(new byte[100], 100));
              ByteBuffer buffer = ByteBuffer.allocate(100).position(7);
              channel.receive(buffer);
              channel.connect(socket.getLocalSocketAddress());
              channel.read(buffer);
            });
            Thread.sleep(40);
            channel.send(ByteBuffer.allocate(42), socket.getLocalSocketAddress());
            socket.send(new DatagramPacket(new byte[33], 33, channel.getLocalAddress()));
            while (!channel.isConnected()) Thread.sleep(1);
            socket.send(new DatagramPacket(new byte[11], 11, channel.getLocalAddress()));
            receiver.join();
          }
        }
      }
      """;

  private final Path directory;

  NetworkHooksIT(@TempDir Path directory) {
    this.directory = directory;
  }

  static Stream<List<String>> jvms() {
    return Stream.of(
        List.of("-Xshare:auto"),
        HookedProgram.compiled("java.net.*", "java.nio.*", "sun.nio.ch.*", "sun.net.*"),
        List.of("-Xint"),
        List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal"));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void networkWaits_areWhatTheProgramDid(List<String> jvmOptions) throws Exception {
    HookedRecording recorded =
        HookedRecording.of(directory, "Network", NETWORK, List.of(), jvmOptions);

    selections(recorded);
    sockets(recorded);
    channels(recorded);
    lookups(recorded);
    datagrams(recorded);
  }

  private static void selections(HookedRecording recorded) throws IOException {
    List<RecordedEvent> selects = recorded.events("Select", "loop");
    assertThat(selects).hasSize(10);
    assertThat(selects).allSatisfy(event -> assertThat(event.getInt("ready")).isZero());
    assertThat(selects)
        .allSatisfy(event -> assertThat(event.getLong("timeoutMillis")).isEqualTo(30));
    assertThat(HookedRecording.total(selects))
        .isBetween(Duration.ofMillis(299), Duration.ofNanos(recorded.told("select").get(0)));
    RecordedEvent last = recorded.events("Select", "last").get(0);
    assertThat(last.getLong("timeoutMillis")).isEqualTo(-1);
    assertThat(last.getInt("ready")).isEqualTo(1);
    assertThat(nanosOf(recorded, Operation.SELECT, "loop"))
        .isCloseTo(HookedRecording.total(selects).toNanos(), within(100_000L));
  }

  /** Returns what the model makes of it. */
  private static long nanosOf(HookedRecording recorded, Operation operation, String thread)
      throws IOException {
    Trace trace = recorded.trace();
    Spans spans = trace.spans();
    int row = thread(trace, thread);
    long nanos = 0;
    for (int span = spans.first(row); span < spans.end(row); span++) {
      if (trace.strings().atOr(spans.operation(span), "").equals(operation.label())) {
        nanos += spans.durationNanos(span);
      }
    }
    return nanos;
  }

  private static void sockets(HookedRecording recorded) throws IOException {
    List<RecordedEvent> accepts = recorded.events("SocketAccept", "acceptor");
    assertThat(accepts).hasSize(2);
    assertThat(accepts.get(0).getString("host")).isEqualTo("127.0.0.1");
    assertThat(accepts.get(0).getInt("port")).isPositive();
    assertThat((long) accepts.get(0).getInt("localPort")).isEqualTo(recorded.told("port").get(0));
    assertThat(accepts.get(1).getString("host")).isEmpty();
    assertThat(accepts.get(1).getInt("port")).isEqualTo(-1);
    assertThat(HookedRecording.total(accepts)).isGreaterThan(Duration.ofMillis(100));

    RecordedEvent connect = recorded.events("SocketConnect", "client").get(0);
    assertThat(connect.getBoolean("success")).isTrue();
    assertThat(connect.getInt("port")).isEqualTo(accepts.get(0).getInt("localPort"));
    assertThat(recorded.events("SocketConnect", event -> event.getInt("port") == 1))
        .singleElement()
        .satisfies(event -> assertThat(event.getBoolean("success")).isFalse());
  }

  private static void channels(HookedRecording recorded) throws IOException {
    assertThat(recorded.events("SocketAccept", "channel acceptor"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.getString("host")).isEqualTo("127.0.0.1"));
    assertThat(recorded.events("SocketConnect", "channel client"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.getBoolean("success")).isTrue());
  }

  private static void lookups(HookedRecording recorded) throws IOException {
    List<RecordedEvent> lookups = recorded.events("NameLookup", "lookup");
    assertThat(lookups)
        .extracting(event -> event.getString("host") + " " + event.getBoolean("success"))
        .containsExactly("localhost true", "nobody.invalid false");
  }

  private static void datagrams(HookedRecording recorded) throws IOException {
    assertThat(recorded.events("DatagramReceive", "receiver"))
        .extracting(event -> event.getLong("bytes"))
        .containsExactly(42L, 33L, 11L);
    assertThat(HookedRecording.total(recorded.events("DatagramReceive", "receiver"))).isPositive();
    assertThat(recorded.events("DatagramSend", "main"))
        .extracting(event -> event.getLong("bytes"))
        .containsExactly(42L, 33L, 11L);
    assertThat(recorded.events("DatagramReceive", "receiver").get(0).getInt("port")).isPositive();
  }

  private static int thread(Trace trace, String name) {
    int found = 0;
    while (!trace.threadName(found).equals(name)) {
      found++;
    }
    return found;
  }
}
