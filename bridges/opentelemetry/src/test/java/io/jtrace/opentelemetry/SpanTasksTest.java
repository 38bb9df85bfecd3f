package io.jtrace.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.api.Recorded;
import io.jtrace.api.Region;
import io.jtrace.api.Task;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/** With the real SDK. Its context takes wrappers only once in a process. */
final class SpanTasksTest {

  private static final SpanTasks TASKS = following();

  private final Tracer tracer = provider(Sampler.alwaysOn()).get("test");

  private static SpanTasks following() {
    SpanTasks tasks = new SpanTasks();
    tasks.followContext();
    return tasks;
  }

  private static SdkTracerProvider provider(Sampler sampler) {
    return SdkTracerProvider.builder().setSampler(sampler).addSpanProcessor(TASKS).build();
  }

  private static RecordedEvent event(Recorded recorded, String name, String type) {
    return recorded.named(name).stream()
        .filter(event -> event.getString("type").equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " of " + type));
  }

  @Test
  void span_isATaskWithItsIds() throws Exception {
    List<SpanContext> spans = new ArrayList<>();
    Recorded recorded =
        Recorded.of(
            () -> {
              Span span = tracer.spanBuilder("GET /cart").startSpan();
              spans.add(span.getSpanContext());
              span.end();
              span.end();
            });

    RecordedEvent begin = recorded.only("jtrace.TaskBegin");
    assertThat(begin.getString("type")).isEqualTo("GET /cart");
    assertThat(begin.getString("labels"))
        .isEqualTo("spanId=" + spans.get(0).getSpanId() + "\ntraceId=" + spans.get(0).getTraceId());
    assertThat(recorded.only("jtrace.Task").getLong("id")).isEqualTo(begin.getLong("id"));
    assertThat(recorded.misuses()).isEmpty();
  }

  @Test
  void childSpan_isAPartOfTheTaskOfItsParent() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              Span parent = tracer.spanBuilder("request").startSpan();
              Context inParent = Context.root().with(parent);
              tracer.spanBuilder("query").setParent(inParent).startSpan().end();
              parent.end();
            });

    assertThat(event(recorded, "jtrace.TaskBegin", "query").getLong("parentId"))
        .isEqualTo(event(recorded, "jtrace.Task", "request").getLong("id"));
  }

  @Test
  void spanOfARemoteParent_isAPartOfWhatTheThreadWorksFor() throws Exception {
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            "0123456789abcdef0123456789abcdef",
            "0123456789abcdef",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    Recorded recorded =
        Recorded.of(
            () -> {
              Task batch = Task.start("batch");
              batch.run(
                  () ->
                      tracer
                          .spanBuilder("item")
                          .setParent(Context.root().with(Span.wrap(remote)))
                          .startSpan()
                          .end());
              batch.close();
            });

    RecordedEvent item = event(recorded, "jtrace.TaskBegin", "item");
    assertThat(item.getLong("parentId"))
        .isEqualTo(event(recorded, "jtrace.Task", "batch").getLong("id"));
    assertThat(item.getString("labels")).contains("traceId=" + remote.getTraceId());
  }

  @Test
  @SuppressWarnings("try") // scopes are there to be closed
  void threadWithACurrentSpan_worksForItsTask() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              Span span = tracer.spanBuilder("request").startSpan();
              try (Scope scope = span.makeCurrent();
                  Scope again = Context.current().makeCurrent()) {
                Region.run("inside", () -> {});
              }
              Region.run("outside", () -> {});
              span.end();
            });

    assertThat(event(recorded, "jtrace.Region", "inside").getLong("taskId"))
        .isEqualTo(event(recorded, "jtrace.Task", "request").getLong("id"));
    assertThat(event(recorded, "jtrace.Region", "outside").getLong("taskId")).isZero();
    assertThat(recorded.misuses()).isEmpty();
  }

  @Test
  void contextThatIsCarriedToAnotherThread_carriesTheTask() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Recorded recorded =
          Recorded.of(
              () -> {
                Span span = tracer.spanBuilder("request").startSpan();
                pool.submit(Context.root().with(span).wrap(() -> Region.run("in pool", () -> {})))
                    .get();
                span.end();
              });

      assertThat(event(recorded, "jtrace.Region", "in pool").getLong("taskId"))
          .isEqualTo(event(recorded, "jtrace.Task", "request").getLong("id"));
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void spanThatIsSampledOut_isNoTask() throws Exception {
    try (SdkTracerProvider never = provider(Sampler.alwaysOff())) {
      Recorded recorded =
          Recorded.of(() -> never.get("test").spanBuilder("unseen").startSpan().end());

      assertThat(recorded.named("jtrace.TaskBegin")).isEmpty();
    }
  }

  @Test
  void spanThatHasBegunBefore_isATaskBegunBefore() throws Exception {
    Span span = tracer.spanBuilder("long").startSpan();
    Recorded recorded = Recorded.of(span::end);

    assertThat(recorded.only("jtrace.Task").getBoolean("begunUnseen")).isTrue();
    assertThat(TASKS.taskOf(span)).isEmpty();
  }
}
