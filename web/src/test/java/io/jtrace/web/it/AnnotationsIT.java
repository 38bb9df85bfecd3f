package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A program that names what it does, and all that says so of its trace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnnotationsIT {
  private static final String PROGRAM = "AnnotatedShop";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  private Path directory = Path.of("");
  private Viewer viewer;

  @BeforeAll
  void record(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Jar.compile(directory, PROGRAM, source(), List.of(Jar.path()));
    Path file = directory.resolve("trace.out");
    try (AgentProcess program = AgentProcess.start(directory, PROGRAM, List.of(Jar.path()))) {
      URI address = program.resolve("/debug/pprof/trace?seconds=10");
      CompletableFuture<HttpResponse<Path>> answer =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(file));
      await().atMost(PATIENCE).until(() -> program.jcmd("JFR.check").contains("(running)"));
      TimeUnit.SECONDS.sleep(1);
      Files.createFile(program.temporary().resolve("go"));
      await().atMost(PATIENCE).until(() -> program.output().contains("done"));
      assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(program.errors().lines()).as("the agent's one sentence").hasSize(1);
    }
    viewer = Viewer.of(file);
  }

  private static String source() throws IOException {
    String courier =
        HAS_VIRTUAL_THREADS
            ? "Thread.ofVirtual().name(\"courier\").unstarted(body)"
            : "new Thread(Context.current().wrap(body), \"courier\")";
    try (InputStream in = AnnotationsIT.class.getResourceAsStream(PROGRAM + ".java.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("= COURIER;", "= " + courier + ";");
    }
  }

  @AfterAll
  void stop() {
    if (viewer != null) {
      viewer.close();
    }
  }

  private JsonTree get(String pathAndQuery) throws IOException, InterruptedException {
    return JsonTree.of(viewer.get(pathAndQuery));
  }

  private JsonTree task(String type) throws IOException, InterruptedException {
    return get("/api/tasks").at("tasks").with("type", type);
  }

  private JsonTree details(String type) throws IOException, InterruptedException {
    return get("/api/task?id=" + task(type).at("task").number());
  }

  @Test
  void tasks_haveTypeParentLabelsAndBothEnds() throws Exception {
    JsonTree checkout = task("checkout");
    JsonTree payment = task("payment");

    assertThat(get("/api/tasks").at("count").number()).isEqualTo(3);
    assertThat(checkout.at("labels").elements().map(JsonTree::text)).containsExactly("tenant=acme");
    assertThat(checkout.at("startSeen").text()).isEqualTo("true");
    assertThat(checkout.at("endSeen").text()).isEqualTo("true");
    assertThat(payment.at("parent").number()).isEqualTo(checkout.at("task").number());
    assertThat(nanos(checkout)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
    assertThat(nanos(payment)).isBetween(TimeUnit.MILLISECONDS.toNanos(30), nanos(checkout));
  }

  private static long nanos(JsonTree stretch) {
    return stretch.at("end").number() - stretch.at("start").number();
  }

  @Test
  void taskOfBefore_isOpenAtBothEnds() throws Exception {
    JsonTree session = task("session");

    assertThat(session.at("startSeen").text()).isEqualTo("false");
    assertThat(session.at("endSeen").text()).isEqualTo("false");
    assertThat(get("/api/tasks?open=true").at("tasks").texts("type")).containsExactly("session");
  }

  @Test
  void task_hasTheThreadsRegionsAndMessagesThatItWasCarriedTo() throws Exception {
    JsonTree checkout = details("checkout");
    JsonTree payment = details("payment");

    assertThat(checkout.at("threads").texts("name")).contains("main", "courier");
    assertThat(checkout.at("regions").texts("type"))
        .containsExactly("validate", "read cart", "ship");
    assertThat(checkout.at("regions").texts("depth")).containsExactly("0", "1", "0");
    assertThat(checkout.at("regions").texts("threadName"))
        .containsExactly("main", "main", "courier");
    assertThat(checkout.at("parts").texts("type")).containsExactly("payment");
    assertThat(checkout.at("logs").texts("message")).containsExactly("3 items");
    assertThat(payment.at("threads").texts("name")).contains("biller");
    assertThat(payment.at("regions").texts("type")).containsExactly("bill");
    assertThat(payment.at("logs").with("category", "bill").at("threadName").text())
        .isEqualTo("biller");
  }

  @Test
  void regions_lastAsLongAsTheProgramSlept() throws Exception {
    JsonTree regions = get("/api/regions");

    assertThat(regions.at("types").texts("type"))
        .containsExactlyInAnyOrder("validate", "read cart", "bill", "ship");
    JsonTree inner = regions.at("regions").with("type", "read cart");
    JsonTree outer = regions.at("regions").with("type", "validate");
    assertThat(nanos(inner)).isBetween(TimeUnit.MILLISECONDS.toNanos(20), nanos(outer));
    assertThat(outer.at("taskType").text()).isEqualTo("checkout");
  }

  @Test
  void regionsOfAThread_areOnTheTimelineAtTheirDepths() throws Exception {
    long thread = get("/api/regions").at("regions").with("type", "read cart").at("thread").number();
    JsonTree answer = get("/api/thread-regions?bucket=1000000&threads=" + thread);
    List<String> types = answer.at("types").elements().map(JsonTree::text).toList();

    assertThat(types).containsExactly("validate", "read cart");
    assertThat(answer.at("tasks").texts("type")).containsExactly("checkout");
    List<String> depths =
        answer
            .at("threads")
            .elements()
            .flatMap(one -> one.at("regions").elements())
            .map(region -> region.elements().toList().get(2).text())
            .toList();
    assertThat(depths).containsExactly("0", "1");
  }

  @Test
  void doubleEnd_isReportedWithTheNameOfTheRegion() throws Exception {
    assertThat(get("/api/trace").toString()).contains("region closed twice: ship");
  }

  @Test
  void report_namesTasksAndRegions() throws Exception {
    String text = Jar.run(directory, "report", "trace.out").text();

    assertThat(text).contains("checkout", "payment", "session", "read cart", "bill");
  }

  @Test
  void chromeExport_hasTasksRegionsMessagesAndLabels() throws Exception {
    JsonTree events = get("/export/trace.json").at("traceEvents");

    JsonTree checkout = events.with("name", "checkout").at("args");
    JsonTree payment = events.with("name", "payment").at("args");
    assertThat(checkout.at("labels").text()).isEqualTo("tenant=acme");
    assertThat(payment.at("parent_task_id").text()).isEqualTo(checkout.at("task_id").text());
    assertThat(events.with("name", "bill").at("args").at("task_id").text())
        .isEqualTo(payment.at("task_id").text());
    List<String> messages =
        events.elements().map(event -> event.at("args").at("message").text()).toList();
    assertThat(messages).contains("3 items", "42 euros");
  }

  @Test
  void perfettoExport_hasTheirNames() throws Exception {
    String packets = new String(viewer.get("/export/trace.pftrace"), StandardCharsets.ISO_8859_1);

    assertThat(packets)
        .contains("checkout", "payment", "session", "read cart", "42 euros", "tenant=acme");
  }
}
