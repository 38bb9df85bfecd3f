package io.jtrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ContextTest {

  private static Map<String, String> labels() {
    return Context.current().labels();
  }

  @Test
  @SuppressWarnings("try") // scopes are there to be closed
  void scopes_nestAndGiveBackWhatWas() {
    Context acme = Context.none().with("tenant", "acme");
    try (Context.Scope outer = acme.enter()) {
      try (Context.Scope inner = Context.current().with("user", "bob").enter()) {
        assertThat(labels()).containsOnly(Map.entry("tenant", "acme"), Map.entry("user", "bob"));
      }
      assertThat(labels()).containsOnly(Map.entry("tenant", "acme"));
    }
    assertThat(labels()).isEmpty();
  }

  @Test
  void without_leavesOneLabelOut() {
    Context both = Context.none().with("tenant", "acme").with("user", "bob");

    assertThat(both.without("user").labels()).containsOnly(Map.entry("tenant", "acme"));
    assertThat(both.without("nosuch")).isSameAs(both);
  }

  @Test
  @SuppressWarnings("try") // the scope is there to be closed
  void replacedContext_endsWithTheScopeItIsIn() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              try (Context.Scope outer = Context.none().with("tenant", "acme").enter()) {
                Context.current().with("user", "bob").replaceCurrent();
                assertThat(labels()).containsOnlyKeys("tenant", "user");
                try (Context.Scope inner = Context.current().enter()) {
                  Context.current().without("tenant").replaceCurrent();
                  assertThat(labels()).containsOnlyKeys("user");
                }
                assertThat(labels()).containsOnlyKeys("tenant", "user");
              }
              assertThat(labels()).isEmpty();
            });

    assertThat(recorded.misuses()).isEmpty();
  }

  @Test
  void taskOfAContext_hasItsLabelsAndParentAndLeavesTheThreadAlone() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              Task parent = Task.start("parent");
              Context.none().with("id", "7").with(parent).startTask("part").close();
              parent.close();
            });

    assertThat(recorded.named("jtrace.TaskBegin"))
        .extracting(event -> event.getString("type") + " " + event.getString("labels"))
        .containsExactly("parent ", "part id=7");
    assertThat(recorded.named("jtrace.Labels")).isEmpty();
    assertThat(recorded.named("jtrace.Task"))
        .filteredOn(event -> event.getLong("parentId") != 0)
        .extracting(event -> event.getString("type"))
        .containsExactly("part");
  }

  @Test
  void changes_areWrittenWithTheTask() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              try (Task task = Task.start("request")) {
                Context.none().with("user", "bob").with("tenant", "acme").with(task).run(() -> {});
              }
            });

    long task = recorded.only("jtrace.Task").getLong("id");
    assertThat(recorded.named("jtrace.Labels"))
        .extracting(event -> event.getLong("taskId") + " " + event.getString("labels"))
        .containsExactly(task + " tenant=acme\nuser=bob", "0 ");
  }

  @Test
  void carryingExecutor_givesTheSubmittersContext() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      pool.submit(() -> {}).get(); // its thread is there before the label
      ExecutorService carrying = Context.carrying(pool);
      Future<Map<String, String>> inside =
          Context.none().with("tenant", "acme").call(() -> carrying.submit(ContextTest::labels));

      assertThat(inside.get()).containsOnly(Map.entry("tenant", "acme"));
      assertThat(pool.submit(ContextTest::labels).get()).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void plainExecutor_canCarryToo() {
    List<Runnable> queue = new ArrayList<>();
    Executor carrying = Context.carrying((Executor) queue::add);
    List<Map<String, String>> seen = new ArrayList<>();
    Context.none().with("k", "v").run(() -> carrying.execute(() -> seen.add(labels())));
    queue.forEach(Runnable::run);

    assertThat(seen).containsExactly(Map.of("k", "v"));
  }

  @Test
  void platformThread_doesNotInheritWhatItsCreatorWorkedFor() throws Exception {
    ConcurrentLinkedQueue<Map<String, String>> seen = new ConcurrentLinkedQueue<>();
    Thread thread = Context.none().with("k", "v").call(() -> new Thread(() -> seen.add(labels())));
    thread.start();
    thread.join();

    assertThat(seen).containsExactly(Map.of());
  }

  @Test
  void virtualThreads_inheritAlsoFromEachOther() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "needs virtual threads");
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    ConcurrentLinkedQueue<Map<String, String>> seen = new ConcurrentLinkedQueue<>();
    Context.none()
        .with("k", "v")
        .call(
            () -> {
              Thread outer =
                  (Thread)
                      start.invoke(
                          null, (Runnable) () -> seen.add(inheritedByAnother(start, seen)));
              outer.join();
              return null;
            });

    assertThat(seen).containsExactly(Map.of("k", "v"), Map.of("k", "v"));
  }

  private static Map<String, String> inheritedByAnother(
      Method start, ConcurrentLinkedQueue<Map<String, String>> seen) {
    try {
      ((Thread) start.invoke(null, (Runnable) () -> seen.add(labels()))).join();
    } catch (ReflectiveOperationException | InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
    return labels();
  }

  @Test
  void scopeClosedBeforeAnInnerOne_isReportedByName() throws Exception {
    Recorded recorded =
        Recorded.of(
            () -> {
              Context.Scope outer = Context.none().with("a", "1").enter();
              Context.Scope inner = Context.none().with("b", "2").enter();
              outer.close();
              inner.close();
              inner.close();
              Context.none().enter();
            });

    assertThat(recorded.misuses())
        .containsExactly(
            "scope closed before one inside it: a=1",
            "scope closed before one inside it: b=2",
            "scope closed twice: b=2");
  }
}
