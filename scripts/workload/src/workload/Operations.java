package workload;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What workers and virtual threads do: short, and most of it makes somebody wait. */
final class Operations {
  /** Number of scratch files. */
  static final int FILES = 12;

  private static final int LOCKS = 4;
  private static final int BLOCK_BYTES = 512;

  /** Keeps results alive. */
  static volatile Object sink = "";

  private final Object[] monitors = new Object[LOCKS];
  private final Lock[] locks = new Lock[LOCKS];
  private final ReentrantReadWriteLock readWriteLock = new ReentrantReadWriteLock();
  private final Path directory;
  private final List<Runnable> all;

  Operations(Path directory) {
    this.directory = directory;
    for (int i = 0; i < LOCKS; i++) {
      monitors[i] = new Object();
      locks[i] = new ReentrantLock();
    }
    // How often an operation is listed is how often it is done.
    all =
        List.of(
            this::synchronize,
            this::synchronize,
            this::synchronize,
            this::lock,
            this::lock,
            this::lock,
            this::read,
            this::write,
            this::useFile,
            Operations::park,
            Operations::sleep,
            Operations::allocate,
            Operations::fail,
            () -> burn(20_000));
  }

  static File file(Path directory, int number) {
    return directory.resolve("scratch-" + number).toFile();
  }

  /** Returns one of the operations, by chance. */
  Runnable any() {
    return all.get(random().nextInt(all.size()));
  }

  /** Uses the processor for {@code rounds} rounds of a nanosecond or so. */
  static void burn(int rounds) {
    long value = rounds;
    for (int i = 0; i < rounds; i++) {
      value = value * 31 + (value >>> 7) + i;
    }
    sink = value;
  }

  /** Makes some hundred objects of different classes. */
  static void allocate() {
    List<Object> garbage = new ArrayList<>();
    for (int i = 50 + random().nextInt(200); i > 0; i--) {
      switch (i % 4) {
        case 0 -> garbage.add(new byte[64 + random().nextInt(2000)]);
        case 1 -> garbage.add("text " + i);
        case 2 -> garbage.add(new HashMap<>());
        default -> garbage.add(new int[random().nextInt(300)]);
      }
    }
    sink = random().nextInt(50) == 0 ? new byte[300_000] : garbage;
  }

  private static ThreadLocalRandom random() {
    return ThreadLocalRandom.current();
  }

  private void synchronize() {
    synchronized (monitors[random().nextInt(LOCKS)]) {
      holdLock();
    }
  }

  private void lock() {
    Lock lock = locks[random().nextInt(LOCKS)];
    lock.lock();
    try {
      holdLock();
    } finally {
      lock.unlock();
    }
  }

  private static void holdLock() {
    burn(2_000 + random().nextInt(8_000));
    if (random().nextInt(8) == 0) {
      Thread.yield(); // somebody else runs into the lock
    }
  }

  private void read() {
    readWriteLock.readLock().lock();
    try {
      burn(1_000);
    } finally {
      readWriteLock.readLock().unlock();
    }
  }

  private void write() {
    readWriteLock.writeLock().lock();
    try {
      burn(3_000);
    } finally {
      readWriteLock.writeLock().unlock();
    }
  }

  private void useFile() {
    byte[] block = new byte[BLOCK_BYTES];
    try (RandomAccessFile file =
        new RandomAccessFile(file(directory, random().nextInt(FILES)), "rw")) {
      file.write(block);
      file.seek(0);
      file.readFully(block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void park() {
    LockSupport.parkNanos(20_000 + random().nextInt(200_000));
  }

  private static void sleep() {
    try {
      Thread.sleep(0, 100_000 + random().nextInt(800_000));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts", e);
    }
  }

  private static void fail() {
    try {
      throw new IllegalStateException("order " + random().nextInt(100) + " is incomplete");
    } catch (IllegalStateException e) {
      sink = e;
    }
  }
}
