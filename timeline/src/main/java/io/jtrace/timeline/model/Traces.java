package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
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
    Workers.runAll(workers, List.of(lifetimes::read, () -> prepare(statuses)));
    Reenactment.Stage stage =
        new Reenactment.Stage(
            new Evidence(recording, statuses),
            recording.events(ConsumedEvent.NATIVE_METHOD_SAMPLE).stacks(),
            dictionary.frames(),
            dictionary.stacks(),
            recording.gaps());
    Replay replay =
        new Replay(recording, lifetimes, threads.runInGaps(), stage, besides(), storage);
    replay.run(workers);
    replay.countIn(diagnostics);
    TraceFacts facts = FactTables.of(recording);
    Limits.count(recording, facts, diagnostics);
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
        Objects.requireNonNull(flows),
        Objects.requireNonNull(customEvents),
        CounterTables.of(recording),
        recording.eventTypes(),
        diagnostics.build());
  }

  private void prepare(StatusProofs statuses) {
    threads.classify();
    sources = SpanSources.of(recording, dictionary, statuses);
  }

  /** Returns what can be made at the same time as spans; only the first uses the dictionary. */
  private List<Runnable> besides() {
    return List.of(
        () -> {
          slices = SliceAssembly.of(recording, dictionary, storage);
          threads.fill(lifetimes);
        },
        () -> flows = MomentTables.flows(recording, lifetimes, storage),
        () -> instants = MomentTables.instants(recording, storage),
        () -> samples = MomentTables.samples(recording, storage),
        () -> customEvents = CustomEventAssembly.of(recording, storage));
  }
}
