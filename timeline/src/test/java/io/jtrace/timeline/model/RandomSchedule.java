package io.jtrace.timeline.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What some virtual threads did, made up, and the events that a JVM would have recorded of it.
 * Times are microseconds.
 */
final class RandomSchedule {
  /**
   * A stretch of a thread's life.
   *
   * @param orElse what may be shown of it if not all of it is recorded
   */
  record Piece(int start, int end, State state, State orElse) {}

  private record Event(int end, int sequence, String line) {}

  private static final int CARRIERS = 3;

  private final Random random;
  private final int duration;
  private final List<List<Piece>> lives = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final int[] carrierFree = new int[CARRIERS];
  private int lost;

  RandomSchedule(long seed, int duration) {
    random = new Random(seed);
    this.duration = duration;
    for (int thread = 0; thread < 1 + random.nextInt(4); thread++) {
      live("v" + thread);
    }
  }

  List<List<Piece>> lives() {
    return lives;
  }

  private int some(int max) {
    return 1 + random.nextInt(max);
  }

  private void live(String name) {
    List<Piece> life = new ArrayList<>();
    int now = random.nextInt(80) - 40;
    boolean isFirst = true;
    Wait wait = new Wait("", "", State.UNDETERMINED, 7);
    int operationFrom = 0;
    while (now < duration + 50) {
      // Runnable, then a run.
      int carrier = random.nextInt(CARRIERS);
      int runStart = Math.max(now + random.nextInt(20), carrierFree[carrier]);
      wake(isFirst ? "main" : wait.waker, now, name);
      piece(life, now, runStart, State.RUNNABLE, wait.operationState());
      int head = runStart + some(10);
      if (isFirst) {
        event(head, "VirtualThreadStart %s %dus javaThreadId=0".formatted(name, head));
      }
      if (wait.isOperation()) {
        event(
            head,
            "%s %s %dus-%dus previousOwner=main".formatted(wait.event, name, operationFrom, head));
        piece(life, runStart, head, State.RUNNING, wait.operationState());
      } else {
        piece(life, runStart, head, State.RUNNING, State.RUNNING);
      }
      int inside = inside(life, name, head);
      operationFrom = inside;
      wait = Wait.any(random);
      int runEnd = inside + some(10);
      piece(life, inside, runEnd, State.RUNNING, wait.operationState());
      int reason = wait.reason;
      boolean isLast = random.nextInt(8) == 0;
      carrierFree[carrier] = runEnd;
      run(carrier, runStart, runEnd, name, isLast ? 7 : reason);
      isFirst = false;
      now = runEnd;
      if (isLast) {
        event(runEnd, "VirtualThreadEnd %s %dus javaThreadId=0".formatted(name, runEnd));
        break;
      }
      now += reason == 3 ? 0 : some(60);
      piece(life, runEnd, now, wait.state, StopReason.of(reason).state());
    }
    lives.add(life);
  }

  /** Does something, or nothing, while mounted. */
  private int inside(List<Piece> life, String name, int from) {
    int start = from + some(5);
    piece(life, from, start, State.RUNNING, State.RUNNING);
    if (random.nextInt(3) > 0) {
      return start;
    }
    int end = start + some(30);
    if (random.nextBoolean()) {
      event(end, "FileRead %s %dus-%dus".formatted(name, start, end));
      piece(life, start, end, State.FILE_IO, State.FILE_IO);
    } else {
      event(end, "ThreadPark %s %dus-%dus".formatted(name, start, end));
      event(end, "VirtualThreadPinned %s %dus-%dus".formatted(name, start, end));
      piece(life, start, end, State.PARKED, State.PARKED);
    }
    return end;
  }

  /** A way to leave the carrier. */
  private record Wait(String event, String waker, State state, int reason) {
    static Wait any(Random random) {
      return switch (random.nextInt(7)) {
        case 0 -> new Wait("", "main", State.PARKED, 1);
        case 1 -> new Wait("", "carrier0", State.PARKED, 2);
        case 2 -> new Wait("", "carrier0", State.RUNNABLE, 3);
        case 3 -> new Wait("JavaMonitorEnter", "VirtualThread-unblocker", State.BLOCKED, 4);
        case 4 -> new Wait("JavaMonitorWait", "VirtualThread-unblocker", State.WAITING, 5);
        case 5 -> new Wait("ThreadSleep", "VirtualThread-unparker", State.SLEEPING, 2);
        default -> new Wait("SocketRead", "SubPoller-1", State.SOCKET_IO, 1);
      };
    }

    boolean isOperation() {
      return !event.isEmpty();
    }

    State operationState() {
      return isOperation() ? state : State.RUNNING;
    }
  }

  private void piece(List<Piece> life, int start, int end, State state, State orElse) {
    if (end > start) {
      life.add(new Piece(start, end, state, orElse));
    }
  }

  private void event(int end, String line) {
    events.add(new Event(end, events.size(), line));
  }

  private void wake(String waker, int at, String name) {
    event(at, "jtrace.VirtualThreadRunnable %s %dus virtualThread=%s".formatted(waker, at, name));
  }

  private void run(int carrier, int start, int end, String name, int reason) {
    event(
        end,
        "jtrace.VirtualThreadRun carrier%d %dus-%dus virtualThread=%s reason=%d"
            .formatted(carrier, start, end, name, reason));
  }

  /**
   * Returns the lines of the recording: what ended within its time, in the order of the ends, cut
   * into chunks.
   *
   * @param isLossy whether some runs and wake-ups are lost, each between others that are not
   */
  List<String> lines(boolean isLossy) {
    List<String> lines = new ArrayList<>();
    Collections.addAll(
        lines,
        "duration " + duration + "us",
        "thread main",
        "thread VirtualThread-unblocker",
        "thread VirtualThread-unparker",
        "thread SubPoller-1",
        "settings jdk.VirtualThreadStart enabled=true");
    for (int thread = 0; thread < lives.size(); thread++) {
      lines.add("virtual v" + thread);
    }
    for (int carrier = 0; carrier < CARRIERS; carrier++) {
      lines.add("thread carrier" + carrier);
    }
    events.removeIf(event -> event.end < 0 || event.end > duration);
    events.sort(Comparator.comparingInt(Event::end).thenComparingInt(Event::sequence));
    if (isLossy) {
      lose();
    }
    for (Event event : events) {
      lines.add(event.line);
      if (random.nextInt(12) == 0) {
        lines.add("chunk");
      }
    }
    return lines;
  }

  private void lose() {
    for (int thread = 0; thread < lives.size(); thread++) {
      String field = "virtualThread=v" + thread;
      List<Event> ofThread = events.stream().filter(e -> e.line.contains(field)).toList();
      for (int i = 1; i < ofThread.size() - 2; i++) {
        if (random.nextInt(6) == 0) {
          events.remove(ofThread.get(i));
          lost++;
          i += 4;
        }
      }
    }
  }

  /**
   * Returns when the last run of a life ended that was written within the time of the recording.
   */
  int lastRecordedRunEnd(int life) {
    return events.stream()
        .filter(event -> event.line.startsWith("jtrace.VirtualThreadRun "))
        .filter(event -> event.line.contains("virtualThread=v" + life))
        .mapToInt(Event::end)
        .max()
        .orElse(0);
  }

  /** Returns how many events were lost. */
  int lost() {
    return lost;
  }
}
