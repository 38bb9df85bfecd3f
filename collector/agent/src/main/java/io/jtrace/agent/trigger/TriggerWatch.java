package io.jtrace.agent.trigger;

import io.jtrace.agent.options.Trigger;
import io.jtrace.agent.options.TriggerKind;
import io.jtrace.agent.record.FlightRecording;
import io.jtrace.boot.TriggerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks for what the triggers name and saves a trace when it happens, in one thread.
 *
 * <p>What has been saved for a trigger is not saved again before the flight recorder holds nothing
 * of it any more; incidents that come meanwhile are counted.
 */
public final class TriggerWatch {

  /**
   * What to look for and where to save.
   *
   * @param triggers at least one
   * @param directory is created if need be
   * @param maxBytes of all traces kept there
   */
  public record Plan(List<Trigger> triggers, Path directory, long maxBytes) {}

  /** So often a thread must be able to run for {@code stall} to be told. */
  private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long QUIET_BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Trigger> stalls;
  private final FlightRecording flight;
  private final IncidentDirectory directory;
  private final Consumer<String> told;
  private final BlockingQueue<Incident> incidents = new ArrayBlockingQueue<>(64);
  private final Map<Trigger, Long> quietUntilNanos = new HashMap<>();
  private final Map<Trigger, Integer> suppressed = new HashMap<>();

  private TriggerWatch(Plan plan, FlightRecording flight, Consumer<String> told)
      throws IOException {
    this.stalls = JvmTriggers.of(plan.triggers(), TriggerKind.STALL);
    this.flight = flight;
    this.directory = new IncidentDirectory(plan.directory(), plan.maxBytes());
    this.told = told;
  }

  /**
   * Watches until the flight recorder is closed.
   *
   * @param told what was saved, and what goes wrong, one sentence each
   */
  public static void run(Plan plan, FlightRecording flight, Consumer<String> told) {
    try {
      TriggerWatch watch = new TriggerWatch(plan, flight, told);
      EventTriggers events =
          EventTriggers.start(plan.triggers(), flight.startedAt(), watch::happened);
      try (JvmTriggers jvm = new JvmTriggers(plan.triggers(), watch::happened)) {
        watch.watch(jvm);
      } finally {
        events.close();
      }
    } catch (IOException | RuntimeException failed) {
      told.accept("no trigger is watched any more: " + failed.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void happened(Trigger trigger, String reason) {
    incidents.offer(new Incident(trigger, reason)); // with 64 waiting, one more tells nothing new
  }

  private void watch(JvmTriggers jvm) throws InterruptedException {
    long beatNanos = stalls.isEmpty() ? QUIET_BEAT_NANOS : BEAT_NANOS;
    while (!flight.isClosed()) {
      long beginNanos = System.nanoTime();
      Incident incident = incidents.poll(beatNanos, TimeUnit.NANOSECONDS);
      if (incident == null) {
        lookForStall(System.nanoTime() - beginNanos - beatNanos);
        jvm.look();
      } else {
        handle(incident);
      }
    }
  }

  private void lookForStall(long lateNanos) {
    for (Trigger trigger : stalls) {
      if (lateNanos > trigger.limitNanos()) {
        happened(trigger, "a thread that wanted to run could not for " + Lengths.text(lateNanos));
      }
    }
  }

  private void handle(Incident incident) {
    long nowNanos = System.nanoTime();
    Long quietNanos = quietUntilNanos.get(incident.trigger());
    if (quietNanos != null && nowNanos - quietNanos < 0) {
      suppressed.merge(incident.trigger(), 1, Integer::sum);
      return;
    }
    quietUntilNanos.put(incident.trigger(), nowNanos + flight.bounds().age().toNanos());
    TriggerEvent event = new TriggerEvent();
    event.trigger = incident.trigger().text();
    event.reason = incident.reason();
    event.commit();
    try {
      Path file = directory.save(flight, incident.trigger().kind());
      told.accept("saved " + file + ": " + incident.reason() + more(incident.trigger()));
    } catch (IOException failed) {
      told.accept(
          "could not save a trace though " + incident.reason() + ": " + failed.getMessage());
    }
  }

  private String more(Trigger trigger) {
    Integer count = suppressed.remove(trigger);
    return count == null ? "" : "; " + count + " more since the last one were not saved";
  }
}
