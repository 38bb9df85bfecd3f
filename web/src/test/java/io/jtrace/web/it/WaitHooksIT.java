package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Operation;
import io.jtrace.timeline.model.QueuedTasks;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hooks record of waits that JFR does not know, against what the program measured. */
final class WaitHooksIT {

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

  private static final String FILES =
      """
      import java.nio.*;
      import java.nio.channels.*;
      import java.nio.file.*;
      import static java.nio.file.StandardOpenOption.*;

      public class Files {
        public static void main(String[] arguments) throws Exception {
          Path from = Path.of(arguments[0], "from.bin");
          Path to = Path.of(arguments[0], "to.bin");
          java.nio.file.Files.write(from, new byte[100_000]);
          Recorded.run(arguments[0], () -> {
            try (FileChannel in = FileChannel.open(from, READ, WRITE);
                FileChannel out = FileChannel.open(to, CREATE, READ, WRITE)) {
              in.transferTo(0, 60_000, out);
              out.transferFrom(in, 0, 5_000);
              MappedByteBuffer mapped = in.map(FileChannel.MapMode.READ_WRITE, 0, 8192);
              mapped.put(1, (byte) 1);
              mapped.force();
            }
            try (AsynchronousFileChannel file = AsynchronousFileChannel.open(from, READ, WRITE)) {
              file.read(ByteBuffer.allocate(1234), 0).get();
              file.write(ByteBuffer.allocate(321), 0).get();
            }
          });
        }
      }
      """;

  private static final String QUEUE =
      """
      import java.util.concurrent.*;

      public class Queue {
        public static void main(String[] arguments) throws Exception {
          ThreadPoolExecutor early = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
              new LinkedBlockingQueue<>());
          early.prestartAllCoreThreads();
          Recorded.run(arguments[0], () -> {
            early.submit(() -> { }).get();
            early.submit(() -> { }).get();
            early.shutdown();
            ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(4), new ThreadPoolExecutor.CallerRunsPolicy());
            Runnable same = () -> nap(5);
            for (int i = 0; i < 3; i++) {
              long submitted = System.nanoTime();
              pool.execute(() -> {
                System.out.println("queued " + (System.nanoTime() - submitted));
                nap(20);
              });
            }
            pool.execute(same);
            pool.execute(same);
            pool.execute(() -> System.out.println("run by " + Thread.currentThread().getName()));
            Runnable forgotten = () -> System.out.println("never");
            while (pool.getQueue().remainingCapacity() == 0) Thread.sleep(1);
            pool.execute(forgotten);
            System.out.println("removed " + pool.remove(forgotten));
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
          });
        }

        static void nap(int millis) {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
          }
        }
      }
      """;

  private static final String LOCKS =
      """
      import java.util.concurrent.*;
      import java.util.concurrent.locks.*;

      public class Locks {
        public static void main(String[] arguments) throws Exception {
          Recorded.run(arguments[0], () -> {
            ReentrantReadWriteLock both = new ReentrantReadWriteLock(true);
            contend("exclusive", new ReentrantLock(), new ReentrantLock());
            contend("shared", both.writeLock(), both.readLock());
            Semaphore none = new Semaphore(0);
            Thread waiter = new Thread(none::acquireUninterruptibly, "semaphore");
            waiter.start();
            await(waiter);
            none.release();
            waiter.join();
          });
        }

        static void contend(String name, Lock held, Lock wanted) throws Exception {
          Lock other = held.getClass() == wanted.getClass() ? held : wanted;
          CountDownLatch isHeld = new CountDownLatch(1);
          CountDownLatch release = new CountDownLatch(1);
          Thread owner = new Thread(() -> {
            held.lock();
            isHeld.countDown();
            try {
              release.await();
            } catch (InterruptedException unexpected) {
              throw new IllegalStateException(unexpected);
            }
            held.unlock();
          }, "owner of " + name);
          owner.start();
          isHeld.await();
          Thread waiter = new Thread(() -> { other.lock(); other.unlock(); }, "waiter for " + name);
          waiter.start();
          await(waiter);
          release.countDown();
          owner.join();
          waiter.join();
        }

        static void await(Thread thread) throws Exception {
          while (thread.getState() != Thread.State.WAITING) Thread.sleep(1);
        }
      }
      """;

  private final Path directory;

  WaitHooksIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private List<RecordedEvent> events(String name, Predicate<RecordedEvent> which)
      throws IOException {
    return RecordingFile.readAllEvents(directory.resolve("own.jfr")).stream()
        .filter(event -> event.getEventType().getName().equals("jtrace." + name))
        .filter(which)
        .toList();
  }

  private List<RecordedEvent> events(String name, String thread) throws IOException {
    return events(name, event -> thread.equals(event.getThread().getJavaName()));
  }

  private static Duration total(List<RecordedEvent> events) {
    return events.stream().map(RecordedEvent::getDuration).reduce(Duration.ZERO, Duration::plus);
  }

  private static Stream<Long> told(String output, String what) {
    return Pattern.compile(what + " (\\d+)")
        .matcher(output)
        .results()
        .map((MatchResult found) -> Long.parseLong(found.group(1)));
  }

  private Trace trace() throws IOException {
    return Traces.of(RecordingReader.read(directory.resolve("own.jfr")));
  }

  private static int thread(Trace trace, String name) {
    int found = 0;
    while (!trace.threadName(found).equals(name)) {
      found++;
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xshare:auto", "-Xcomp", "-Xint", "-XX:+BytecodeVerificationLocal"})
  void networkWaits_areWhatTheProgramDid(String jvmOption) throws Exception {
    String output =
        HookedProgram.record(
            directory, "Network", NETWORK, List.of("-XX:+UnlockDiagnosticVMOptions", jvmOption));

    selections(output);
    sockets(output);
    channels();
    lookups();
    datagrams();
  }

  private void selections(String output) throws IOException {
    List<RecordedEvent> selects = events("Select", "loop");
    assertThat(selects).hasSize(10);
    assertThat(selects).allSatisfy(event -> assertThat(event.getInt("ready")).isZero());
    assertThat(selects)
        .allSatisfy(event -> assertThat(event.getLong("timeoutMillis")).isEqualTo(30));
    assertThat(total(selects))
        .isBetween(
            Duration.ofMillis(299),
            Duration.ofNanos(told(output, "select").findFirst().orElseThrow()));
    RecordedEvent last = events("Select", "last").get(0);
    assertThat(last.getLong("timeoutMillis")).isEqualTo(-1);
    assertThat(last.getInt("ready")).isEqualTo(1);
    assertThat(nanosOf(Operation.SELECT, "loop"))
        .isCloseTo(total(selects).toNanos(), within(100_000L));
  }

  /** Returns what the model makes of it. */
  private long nanosOf(Operation operation, String thread) throws IOException {
    Trace trace = trace();
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

  private void sockets(String output) throws IOException {
    List<RecordedEvent> accepts = events("SocketAccept", "acceptor");
    assertThat(accepts).hasSize(2);
    assertThat(accepts.get(0).getString("host")).isEqualTo("127.0.0.1");
    assertThat(accepts.get(0).getInt("port")).isPositive();
    assertThat((long) accepts.get(0).getInt("localPort"))
        .isEqualTo(told(output, "port").findFirst().orElseThrow());
    assertThat(accepts.get(1).getString("host")).isEmpty();
    assertThat(accepts.get(1).getInt("port")).isEqualTo(-1);
    assertThat(total(accepts)).isGreaterThan(Duration.ofMillis(100));

    RecordedEvent connect = events("SocketConnect", "client").get(0);
    assertThat(connect.getBoolean("success")).isTrue();
    assertThat(connect.getInt("port")).isEqualTo(accepts.get(0).getInt("localPort"));
    assertThat(events("SocketConnect", event -> event.getInt("port") == 1))
        .singleElement()
        .satisfies(event -> assertThat(event.getBoolean("success")).isFalse());
  }

  private void channels() throws IOException {
    assertThat(events("SocketAccept", "channel acceptor"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.getString("host")).isEqualTo("127.0.0.1"));
    assertThat(events("SocketConnect", "channel client"))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.getBoolean("success")).isTrue());
  }

  private void lookups() throws IOException {
    List<RecordedEvent> lookups = events("NameLookup", "lookup");
    assertThat(lookups)
        .extracting(event -> event.getString("host") + " " + event.getBoolean("success"))
        .containsExactly("localhost true", "nobody.invalid false");
  }

  private void datagrams() throws IOException {
    assertThat(events("DatagramReceive", "receiver"))
        .extracting(event -> event.getLong("bytes"))
        .containsExactly(42L, 33L, 11L);
    assertThat(total(events("DatagramReceive", "receiver"))).isPositive();
    assertThat(events("DatagramSend", "main"))
        .extracting(event -> event.getLong("bytes"))
        .containsExactly(42L, 33L, 11L);
    assertThat(events("DatagramReceive", "receiver").get(0).getInt("port")).isPositive();
  }

  @Test
  void fileOperations_areWhatTheProgramDid() throws Exception {
    HookedProgram.record(directory, "Files", FILES, List.of());

    assertThat(events("FileTransfer", "main"))
        .extracting(
            event -> Path.of(event.getString("path")).getFileName() + " " + event.getLong("bytes"))
        .containsExactly("from.bin 60000", "to.bin 5000");
    assertThat(events("MappedForce", "main"))
        .singleElement()
        .satisfies(event -> assertThat(event.getLong("bytes")).isEqualTo(8192));
    assertThat(events("AsyncFile", event -> true))
        .extracting(event -> event.getString("operation") + " " + event.getLong("bytes"))
        .containsExactlyInAnyOrder("read 1234", "write 321");
  }

  @Test
  void queueDelays_areThoseThatTheTasksMeasured() throws Exception {
    String output = HookedProgram.record(directory, "Queue", QUEUE, List.of());

    assertThat(events("TaskQueued", "pool-1-thread-1")).as("a worker from before").hasSize(2);
    List<RecordedEvent> queued = events("TaskQueued", "pool-2-thread-1");
    assertThat(output).contains("run by main", "removed true").doesNotContain("never");
    assertThat(queued)
        .hasSize(5)
        .allSatisfy(
            event -> {
              assertThat(event.getThread("submitter").getJavaName()).isEqualTo("main");
              assertThat(event.getClass("executorClass").getName())
                  .isEqualTo("java.util.concurrent.ThreadPoolExecutor");
              assertThat(event.getInt("queueSize")).isBetween(0, 4);
            });
    List<Long> measured = told(output, "queued").toList();
    for (int i = 0; i < measured.size(); i++) {
      assertThat(queued.get(i).getLong("queuedNanos"))
          .isPositive()
          .isLessThanOrEqualTo(measured.get(i));
    }
    assertThat(queued.get(4).getLong("queuedNanos")).isGreaterThan(65_000_000L);
    QueuedTasks tasks = trace().taskQueues();
    assertThat(tasks.size()).isEqualTo(7);
    assertThat(tasks.queuedNanos(6)).isEqualTo(queued.get(4).getLong("queuedNanos"));
  }

  @Test
  void ownerOfAContendedLock_isNamed() throws Exception {
    HookedProgram.record(directory, "Locks", LOCKS, List.of());

    for (String lock : List.of("exclusive", "shared")) {
      assertThat(events("LockWait", "waiter for " + lock))
          .isNotEmpty()
          .allSatisfy(
              event -> {
                assertThat(event.getThread("owner").getJavaName()).isEqualTo("owner of " + lock);
                assertThat(event.getClass("lock").getName()).contains("Reentrant", "Sync");
              });
    }
    assertThat(events("LockWait", "semaphore")).isEmpty();
  }
}
