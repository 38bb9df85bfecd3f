package io.jtrace.agent.weave;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** What {@link HookBench} does over and over to see the cost of hooks around waits. */
final class BenchWorks {

  /** One operation. */
  private interface Operation {
    void run() throws Exception;
  }

  private BenchWorks() {}

  /** Makes those that are wanted, by name; they run from then on. */
  static Map<String, Supply> all() {
    Map<String, Supply> all = new LinkedHashMap<>();
    all.put("select that finds a channel ready", BenchWorks::select);
    all.put("selectNow", BenchWorks::selectNow);
    all.put("datagram sent and received", BenchWorks::datagrams);
    all.put("transfer of one byte", BenchWorks::transfer);
    all.put("task of a pool", BenchWorks::tasks);
    all.put("contended lock", BenchWorks::lock);
    return all;
  }

  /** Makes work. */
  interface Supply {
    HookBench.Work start() throws Exception;
  }

  private static Selector readySelector() throws IOException {
    Selector selector = Selector.open();
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false).register(selector, SelectionKey.OP_READ);
    pipe.sink().write(ByteBuffer.allocate(1));
    return selector;
  }

  private static HookBench.Work select() throws IOException {
    Selector selector = readySelector();
    return new Loop(
        () -> {
          selector.select();
          selector.selectedKeys().clear();
        });
  }

  private static HookBench.Work selectNow() throws IOException {
    Selector selector = readySelector();
    return new Loop(
        () -> {
          selector.selectNow();
          selector.selectedKeys().clear();
        });
  }

  private static HookBench.Work datagrams() throws IOException {
    DatagramChannel channel =
        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ByteBuffer buffer = ByteBuffer.allocateDirect(8);
    return new Loop(
        () -> {
          channel.send(buffer.clear(), channel.getLocalAddress());
          channel.receive(buffer.clear());
        });
  }

  private static HookBench.Work transfer() throws IOException {
    Path file = Files.createTempFile("jtrace-bench", "");
    Files.write(file, new byte[1]);
    FileChannel from = FileChannel.open(file, StandardOpenOption.DELETE_ON_CLOSE);
    FileChannel to =
        FileChannel.open(
            Files.createTempFile("jtrace-bench", ""),
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    return new Loop(() -> from.transferTo(0, 1, to.position(0)));
  }

  /** Tasks of one worker, some of them always queued. */
  private static HookBench.Work tasks() {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Semaphore room = new Semaphore(1_000);
    return new Loop(
        () -> {
          room.acquire();
          pool.execute(
              new Runnable() {
                @Override
                public void run() {
                  room.release();
                }
              });
        });
  }

  /** Two threads that get a lock in turn; each keeps it until the other one wants it. */
  private static HookBench.Work lock() {
    ReentrantLock lock = new ReentrantLock(true);
    Operation operation =
        () -> {
          lock.lock();
          try {
            while (!lock.hasQueuedThreads()) {
              Thread.onSpinWait();
            }
          } finally {
            lock.unlock();
          }
        };
    return new Loop(operation, operation);
  }

  /** Threads that do the same over and over. */
  private static final class Loop implements HookBench.Work {

    private static final int ROUND = 100;

    private final List<Thread> threads = new ArrayList<>();
    private volatile long count;
    private volatile boolean ended;

    /** The first of the operations is counted. */
    Loop(Operation... operations) {
      for (Operation operation : operations) {
        boolean isCounted = threads.isEmpty();
        Thread thread = new Thread(() -> run(operation, isCounted), "loop");
        thread.setDaemon(true);
        threads.add(thread);
      }
      threads.forEach(Thread::start);
    }

    private void run(Operation operation, boolean isCounted) {
      try {
        long done = 0;
        while (!ended) {
          some(operation);
          done += ROUND;
          if (isCounted) {
            count = done;
          }
        }
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }

    private static void some(Operation operation) throws Exception {
      for (int i = 0; i < ROUND; i++) {
        operation.run();
      }
    }

    @Override
    public long count() {
      return count;
    }

    @Override
    public long cpuNanos() {
      return ((com.sun.management.OperatingSystemMXBean)
              ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }

    @Override
    public void end() {
      ended = true;
    }
  }
}
