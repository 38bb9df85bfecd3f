package io.jtrace.agent.trigger;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import io.jtrace.agent.options.Trigger;
import io.jtrace.agent.options.TriggerKind;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Triggers about what the JVM tells by its management beans. */
final class JvmTriggers implements AutoCloseable, NotificationListener {

  private static final long DEADLOCK_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final List<Trigger> pauses;
  private final List<Trigger> heap;
  private final List<Trigger> deadlocks;
  private final Incident.Listener listener;
  private final List<NotificationEmitter> emitters = new ArrayList<>();
  private final Set<String> heapPools;
  private Set<Long> lastDeadlock = Set.of();
  private long nextDeadlockNanos = System.nanoTime();

  JvmTriggers(List<Trigger> triggers, Incident.Listener listener) {
    this.pauses = of(triggers, TriggerKind.GC);
    this.heap = of(triggers, TriggerKind.HEAP);
    this.deadlocks = of(triggers, TriggerKind.DEADLOCK);
    this.listener = listener;
    heapPools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    if (!pauses.isEmpty() || !heap.isEmpty()) {
      listenToCollectors();
    }
  }

  static List<Trigger> of(List<Trigger> triggers, TriggerKind kind) {
    return triggers.stream().filter(trigger -> trigger.kind() == kind).toList();
  }

  private void listenToCollectors() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(this, null, null);
        emitters.add(emitter);
      }
    }
  }

  @Override
  public void handleNotification(Notification notification, Object unused) {
    if (notification.getUserData() instanceof CompositeData data) {
      GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(data);
      if (isPause(info.getGcName())) {
        pause(info);
      }
      left(info.getGcInfo());
    }
  }

  /** Beans of concurrent work, such as {@code ZGC Cycles}, tell how long that took. */
  private static boolean isPause(String collector) {
    return !collector.contains("Cycles") && !collector.contains("Concurrent");
  }

  private void pause(GarbageCollectionNotificationInfo info) {
    long pauseNanos = TimeUnit.MILLISECONDS.toNanos(info.getGcInfo().getDuration());
    for (Trigger trigger : pauses) {
      if (pauseNanos > trigger.limitNanos()) {
        listener.happened(
            trigger,
            info.getGcName()
                + " stopped the program for "
                + Lengths.text(pauseNanos)
                + " ("
                + info.getGcCause()
                + ")");
      }
    }
  }

  private void left(GcInfo info) {
    long maxBytes = Runtime.getRuntime().maxMemory();
    long usedBytes = 0;
    for (Map.Entry<String, MemoryUsage> pool : info.getMemoryUsageAfterGc().entrySet()) {
      usedBytes += heapPools.contains(pool.getKey()) ? pool.getValue().getUsed() : 0;
    }
    long percent = maxBytes <= 0 ? 0 : usedBytes * 100 / maxBytes;
    for (Trigger trigger : heap) {
      if (percent >= trigger.limitPercent()) {
        listener.happened(trigger, "a collection left the heap " + percent + " % full");
      }
    }
  }

  /** Looks for what has to be asked for, if it is time to. */
  void look() {
    if (!deadlocks.isEmpty() && System.nanoTime() - nextDeadlockNanos >= 0) {
      lookForDeadlock();
      nextDeadlockNanos = System.nanoTime() + DEADLOCK_PERIOD_NANOS;
    }
  }

  private void lookForDeadlock() {
    long[] ids = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    Set<Long> found = new HashSet<>();
    if (ids != null) {
      Arrays.stream(ids).forEach(found::add);
    }
    if (!lastDeadlock.containsAll(found)) {
      String reason = found.size() + " threads wait for each other";
      deadlocks.forEach(trigger -> listener.happened(trigger, reason));
    }
    lastDeadlock = found;
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException gone) {
        // someone has taken all listeners away, which is as good
      }
    }
  }
}
