package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Re-enacts recordings. The work is proportional to the number of events; nothing is kept per event
 * but columns of primitives.
 *
 * <p>Threads keep the indexes of the recording's directory as their ids. Time 0 is the start of the
 * recording; what began earlier is clipped to it, what ends later to the end.
 */
public final class Traces {
  /** Fewer entries than this are replayed faster by one thread than by several. */
  private static final int WORTH_SHARING = 50_000;

  private final Recording recording;
  private final Storage storage = Storage.spilling();
  private final Diagnostics.Builder diagnostics;
  private final Dictionary dictionary;
  private final Lifetimes lifetimes;
  private final ThreadTables threads;

  private SpanSource[] sources = {};

  // Made while threads are replayed.
  private @Nullable Slices slices;
  private @Nullable Samples samples;
  private @Nullable Instants instants;
  private @Nullable QueuedTasks taskQueues;
  private @Nullable Flows flows;
  private @Nullable CustomEvents customEvents;

  private Traces(Recording recording) {
    this.recording = recording;
    diagnostics = Diagnostics.Builder.from(recording.diagnostics());
    dictionary = new Dictionary(recording);
    Evidence.countUnknownThreads(recording, diagnostics);
    lifetimes = new Lifetimes(recording, diagnostics);
    threads = new ThreadTables(recording, dictionary, storage);
  }

  /** Returns the trace of {@code recording}, made with all processors. */
  public static Trace of(Recording recording) {
    boolean isSmall = recording.threadRuns().size() < WORTH_SHARING;
    return of(recording, isSmall ? 1 : Runtime.getRuntime().availableProcessors());
  }

  /**
   * Returns the trace of {@code recording}.
   *
   * @param workers how many threads make it, the calling one among them; the result is the same
   */
  public static Trace of(Recording recording, int workers) {
    return new Traces(recording).build(workers);
  }

  private Trace build(int workers) {
    StatusProofs statuses = new StatusProofs(recording, dictionary);
    LockWaits lockWaits = new LockWaits(recording);
    Workers.runAll(workers, List.of(lifetimes::read, () -> prepare(statuses, lockWaits)));
    OsThreads osThreads = new OsThreads(recording, lifetimes);
    CpuSlices cpuSlices = CpuSliceAssembly.of(recording, osThreads, storage);
    Stage stage =
        new Stage(
            recording,
            new Evidence(recording, statuses),
            lockWaits,
            new TracedMethods(recording),
            new Wakers(recording),
            new OnCpu(recording, cpuSlices),
            threads.runInGaps(),
            dictionary.frames(),
            dictionary.stacks());
    Replay replay = new Replay(recording, lifetimes, stage, besides(osThreads), storage);
    replay.run(workers);
    replay.countIn(diagnostics);
    CarrierRuns carrierRuns = CarrierRuns.of(recording, replay.links().runs());
    carrierRuns.countOverlaps(diagnostics);
    TraceFacts facts = FactTables.of(recording);
    Limits.count(recording, facts, stage.traced(), diagnostics);
    LongColumn lifeEnds = replay.lifeEnds();
    return new Trace(
        facts,
        dictionary.strings(),
        stage.frames(),
        stage.stacks(),
        threads.build(replay.lifeStarts(), lifeEnds),
        replay.spans(lifeEnds, sources),
        Objects.requireNonNull(slices),
        Objects.requireNonNull(samples),
        Objects.requireNonNull(instants),
        flows == null ? flows(replay.links()) : flows,
        new Scheduling(
            carrierRuns,
            CpuUse.of(recording, osThreads),
            cpuSlices,
            Objects.requireNonNull(taskQueues)),
        Objects.requireNonNull(customEvents),
        CounterTables.of(recording),
        recording.eventTypes(),
        diagnostics.build());
  }

  private void prepare(StatusProofs statuses, LockWaits lockWaits) {
    threads.classify();
    sources = SpanSources.of(recording, dictionary, statuses, lockWaits);
  }

  /** Returns what can be made at the same time as spans; only the first uses the dictionary. */
  private List<Runnable> besides(OsThreads osThreads) {
    List<Runnable> tasks = new ArrayList<>();
    tasks.add(
        () -> {
          slices = SliceAssembly.of(recording, dictionary, storage);
          threads.fill(lifetimes);
        });
    if (!isScheduled()) { // the replay finds no flows
      tasks.add(() -> flows = flows(new LinkCollector(0, storage)));
    }
    tasks.add(() -> taskQueues = QueuedTasks.of(recording, storage));
    tasks.add(() -> instants = MomentTables.instants(recording, osThreads, storage));
    tasks.add(() -> samples = MomentTables.samples(recording, storage));
    tasks.add(() -> customEvents = CustomEventAssembly.of(recording, storage));
    return tasks;
  }

  private boolean isScheduled() {
    return recording.events(ConsumedEvent.UNPARK).size() > 0
        || recording.events(ConsumedEvent.VIRTUAL_THREAD_RUNNABLE).size() > 0;
  }

  private Flows flows(LinkCollector links) {
    return MomentTables.flows(recording, lifetimes, links, storage);
  }
}
