package io.jtrace.web.api;

import io.jtrace.timeline.analysis.AnnotationTable;
import io.jtrace.timeline.analysis.ProcessorUse;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.query.ThreadRegions;
import io.jtrace.web.http.Query;
import io.jtrace.web.load.CurrentTrace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the browser UI needs of a trace when it has no server to ask: all spans, flows and samples,
 * of which the page makes most answers itself, and the other answers, about the whole trace.
 */
public final class EmbeddedTrace {
  /** More spans than this make a file that browsers are slow to open. */
  public static final int MAX_SPANS = 2_000_000;

  private static final int MAX_EVENTS = 20_000;
  private static final int MAX_ANNOTATIONS = 200_000;
  private static final int MAX_LANES = 32;

  /* What pages ask with; it is in the names of their answers. */
  private static final int OVERVIEW_BUCKETS = 240;
  private static final int MINIMAP_BUCKETS = 600;
  private static final int CPU_BUCKETS = 1000;
  private static final int USE_BUCKETS = 160;
  private static final List<String> GROUPINGS = List.of("name", "startSite", "kind");

  private final LoadedTrace loaded;
  private final Trace trace;
  private final EmbeddedTexts texts;
  private final List<ColumnBytes> columns = new ArrayList<>();

  private EmbeddedTrace(LoadedTrace loaded) {
    this.loaded = loaded;
    trace = loaded.trace();
    texts = new EmbeddedTexts(trace);
    EmbeddedSpans spans = EmbeddedSpans.of(trace, texts);
    EmbeddedSamples samples = EmbeddedSamples.of(trace, texts);
    EmbeddedThreads threads = EmbeddedThreads.of(trace, texts);
    columns.addAll(spans.spanColumns());
    columns.addAll(texts.stackColumns());
    columns.addAll(spans.flowColumns());
    columns.addAll(EmbeddedProcessors.of(trace).columns());
    columns.addAll(samples.columns());
    columns.addAll(threads.columns());
  }

  /**
   * Prepares a trace.
   *
   * @throws IllegalArgumentException if it has too many spans, with a sentence for the user
   */
  public static EmbeddedTrace of(LoadedTrace loaded) {
    long count = loaded.trace().spans().size();
    if (count > MAX_SPANS) {
      throw new IllegalArgumentException(
          "a single file holds at most "
              + MAX_SPANS
              + " spans, found "
              + count
              + "; choose a part with --from and --to");
    }
    return new EmbeddedTrace(loaded);
  }

  /** Writes the columns in the order in which {@code embedded/columns.ts} reads them. */
  public void writeColumns(OutputStream out) throws IOException {
    for (ColumnBytes column : columns) {
      column.writeTo(out);
    }
  }

  /** Writes an object with the answers by their names, and the texts of the columns. */
  public void writeAnswers(OutputStream out) throws IOException {
    try (Json json = Json.to(out)) {
      json.object(
          () -> {
            new EmbeddedDictionaries(trace).write(json);
            texts.write(json);
            json.object("answers", () -> answers(json));
          });
    }
  }

  private void answers(Json json) throws IOException {
    CurrentTrace.Version version = new CurrentTrace.Version(1, loaded);
    answer(json, "trace", new FactsEndpoint(version, new Links("", ""))::facts, "");
    overviews(json);
    answer(json, "rows|cpu", new RowsEndpoint(trace, ThreadRegions.of(trace))::rows, "by=cpu");
    scheduling(json);
    gc(json);
    events(json);
    annotations(json);
  }

  private void gc(Json json) throws IOException {
    GcEndpoint gc = new GcEndpoint(trace);
    answer(json, "gc", gc::gc, "");
    answer(json, "allocations", gc::allocations, "");
    for (boolean safepoints : new boolean[] {false, true}) {
      for (boolean concurrent : new boolean[] {false, true}) {
        answer(
            json,
            "mmu|" + safepoints + "|" + concurrent,
            gc::utilisation,
            "safepoints=" + safepoints + "&concurrent=" + concurrent);
      }
    }
  }

  private void overviews(Json json) throws IOException {
    JsonEndpoint.Computation overview = new OverviewEndpoint(trace)::overview;
    for (int buckets : new int[] {OVERVIEW_BUCKETS, MINIMAP_BUCKETS}) {
      answer(json, "overview|" + buckets, overview, "buckets=" + buckets);
    }
    answer(json, "findings", new OverviewEndpoint(trace)::findings, "");
    answer(json, "tracks", new TracksEndpoint(trace)::tracks, "");
  }

  private void scheduling(Json json) throws IOException {
    SchedulingEndpoint scheduling = new SchedulingEndpoint(trace);
    for (String by : GROUPINGS) {
      answer(json, "scheduling|" + by, scheduling::scheduling, "by=" + by);
    }
    answer(json, "carriers", scheduling::carriers, "");
    answer(json, "cpus", scheduling::cpus, "buckets=" + CPU_BUCKETS);
    processorUse(json, "", "");
    for (ProcessorUse.Source source : ProcessorUse.Source.values()) {
      processorUse(json, source.key(), "&source=" + source.key());
    }
  }

  private void processorUse(Json json, String name, String query) throws IOException {
    JsonEndpoint.Computation use = new ProcessorUseEndpoint(trace)::use;
    answer(json, "processor-use|" + name, use, "buckets=" + USE_BUCKETS + query);
  }

  /** Where there are too many, none: some would look like all. */
  private void events(Json json) throws IOException {
    if (trace.customEvents().size() > MAX_EVENTS) {
      return;
    }
    EventsEndpoint events = new EventsEndpoint(trace);
    for (int event = 0; event < trace.customEvents().size(); event++) {
      answer(json, "event|" + event, events::event, "index=" + event);
    }
    long bucketNanos = trace.facts().durationNanos() / 65_536 + 1;
    for (int thread = -1; thread < trace.threads().size(); thread++) {
      if (thread < 0 || trace.customEvents().laneCount(thread) > 0) {
        answer(
            json,
            "events|" + thread,
            events::events,
            "lanes=" + MAX_LANES + "&bucket=" + bucketNanos + "&threads=" + thread);
      }
    }
  }

  private void annotations(Json json) throws IOException {
    if (AnnotationTable.size(trace) <= MAX_ANNOTATIONS) {
      AnnotationTable table = AnnotationTable.of(trace);
      json.object("annotations", () -> AnnotationsJson.all(json, table));
    }
  }

  private static void answer(
      Json json, String name, JsonEndpoint.Computation computation, String query)
      throws IOException {
    JsonEndpoint.Body body = computation.of(new Parameters(Query.of(query)));
    json.name(name);
    body.write(json);
  }
}
