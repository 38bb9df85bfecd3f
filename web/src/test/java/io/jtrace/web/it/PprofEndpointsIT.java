package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jtrace.proto.pprof.Label;
import io.jtrace.proto.pprof.Location;
import io.jtrace.proto.pprof.Profile;
import io.jtrace.proto.pprof.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profiles of a program that is known, read with the schema and with {@code go tool pprof}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PprofEndpointsIT {
  private static final int VIRTUAL_THREADS = 2000;

  private static final String PROGRAM =
      """
      import io.jtrace.api.Context;
      import java.util.ArrayList;
      import java.util.List;
      import java.util.concurrent.locks.ReentrantLock;

      public class Known {
        static final Object MONITOR = new Object();
        static final ReentrantLock LOCK = new ReentrantLock();
        static final List<int[]> KEPT = new ArrayList<>();
        static volatile Object sink;

        interface Body { void run() throws Exception; }

        static void start(String name, Body body) {
          new Thread(() -> forever(body), name).start();
        }

        static void forever(Body body) {
          try {
            while (true) body.run();
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        }

        public static void main(String[] arguments) throws Exception {
          for (int i = 0; i < 1000; i++) KEPT.add(new int[1000]);
          start("spinner", () -> Context.none().with("tenant", "acme").run(Known::spin));
          start("maker", Known::make);
          start("holder", () -> { synchronized (MONITOR) { hold(); } Thread.sleep(1); });
          start("wanter", () -> { want(); Thread.sleep(1); });
          start("lock holder", () -> { locked(Known::holdLock); Thread.sleep(1); });
          start("lock wanter", () -> { locked(() -> { }); Thread.sleep(1); });
          start("spawner", () -> { spawn(); Thread.sleep(20); });
          if (Runtime.version().feature() >= 21) {
            var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            for (int i = 0; i < VIRTUAL_THREADS; i++) start.invoke(null, (Runnable) Known::sleep);
          }
        }

        static void spin() { long x = 1; for (int i = 0; i < 100_000_000; i++) x ^= x * i; sink = x; }
        static void make() throws Exception { for (int i = 0; i < 100; i++) sink = new byte[4000]; Thread.sleep(1); }
        static void locked(Body body) throws Exception {
          LOCK.lock();
          try {
            body.run();
          } finally {
            LOCK.unlock();
          }
        }

        static void holdLock() throws Exception { Thread.sleep(20); }
        static void hold() throws Exception { Thread.sleep(20); }
        static void want() { synchronized (MONITOR) { sink = MONITOR; } }
        static void spawn() { new Thread(() -> { }, "short").start(); }
        static void sleep() { forever(() -> Thread.sleep(1_000_000)); }
      }
      """
          .replace("VIRTUAL_THREADS", Integer.toString(VIRTUAL_THREADS));

  private final HttpClient client = HttpClient.newHttpClient();
  private Path directory = Path.of("");
  private @Nullable AgentProcess program;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Jar.compile(directory, "Known", PROGRAM, List.of(Jar.path()));
    program = AgentProcess.start(directory, "Known", List.of());
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  private AgentProcess program() {
    if (program == null) {
      throw new IllegalStateException("not started");
    }
    return program;
  }

  private String address(String target) {
    return program().resolve("/debug/pprof/" + target).toString();
  }

  private HttpResponse<byte[]> get(String target) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(program().resolve("/debug/pprof/" + target)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return answer;
  }

  private String text(String target) throws IOException, InterruptedException {
    return new String(get(target).body(), StandardCharsets.UTF_8);
  }

  /** Checks what pprof checks before it reads anything else, too. */
  private Profile profile(String target) throws IOException, InterruptedException {
    Profile profile =
        Profile.parseFrom(new GZIPInputStream(new ByteArrayInputStream(get(target).body())));
    assertThat(profile.getStringTable(0)).isEmpty();
    assertThat(profile.getStringTableList()).doesNotHaveDuplicates();
    assertThat(profile.getSampleList())
        .isNotEmpty()
        .allMatch(sample -> sample.getValueCount() == profile.getSampleTypeCount())
        .allMatch(sample -> sample.getLocationIdCount() > 0);
    for (int i = 0; i < profile.getLocationCount(); i++) {
      assertThat(profile.getLocation(i).getId()).isEqualTo(i + 1);
    }
    for (int i = 0; i < profile.getFunctionCount(); i++) {
      assertThat(profile.getFunction(i).getId()).isEqualTo(i + 1);
    }
    return profile;
  }

  private static String types(Profile profile) {
    return profile.getSampleTypeList().stream()
        .map(
            type ->
                profile.getStringTable((int) type.getType())
                    + "/"
                    + profile.getStringTable((int) type.getUnit()))
        .collect(Collectors.joining(" "));
  }

  private static List<String> stack(Profile profile, Sample sample) {
    List<String> frames = new ArrayList<>();
    for (long id : sample.getLocationIdList()) {
      Location location = profile.getLocation((int) id - 1);
      long function = location.getLine(0).getFunctionId();
      frames.add(profile.getStringTable((int) profile.getFunction((int) function - 1).getName()));
    }
    return frames;
  }

  private static String label(Profile profile, Sample sample, String key) {
    for (Label label : sample.getLabelList()) {
      if (profile.getStringTable((int) label.getKey()).equals(key)) {
        return profile.getStringTable((int) label.getStr());
      }
    }
    return "";
  }

  /** Returns the sum of the last value of all stacks that go through a method. */
  private static long through(Profile profile, String method) {
    return profile.getSampleList().stream()
        .filter(sample -> stack(profile, sample).contains(method))
        .mapToLong(sample -> sample.getValue(sample.getValueCount() - 1))
        .sum();
  }

  private static List<String> comments(Profile profile) {
    return profile.getCommentList().stream()
        .map(comment -> profile.getStringTable((int) (long) comment))
        .toList();
  }

  @Test
  void goroutine_countsAllThreadsWithTheirNames() throws Exception {
    Profile threads = profile("goroutine");

    assertThat(types(threads)).isEqualTo("goroutine/count");
    assertThat(threads.getSampleList())
        .anyMatch(
            sample ->
                label(threads, sample, "thread").equals("spinner")
                    && label(threads, sample, "group").equals("main")
                    && stack(threads, sample).contains("Known.spin"));
    assertThat(comments(threads)).anyMatch(comment -> comment.contains("stopped together"));
    assertThat(through(threads, "Known.sleep"))
        .isEqualTo(Runtime.version().feature() >= 21 ? VIRTUAL_THREADS : 0);
  }

  @Test
  void goroutineTexts_areGos() throws Exception {
    String counts = text("goroutine?debug=1");
    String dump = text("threads?debug=2");

    assertThat(counts)
        .startsWith("goroutine profile: total ")
        .containsPattern("#\t0x[0-9a-f]+\tKnown.spin\\+0x[0-9a-f]+\t+Known.java:[0-9]+\n");
    assertThat(dump)
        .containsPattern("goroutine [0-9]+ \\[[a-z ]+, thread wanter, group main\\]:\n");
  }

  @Test
  @EnabledForJreRange(minVersion = 21)
  void virtualThreadsInOnePlace_areOneLine() throws Exception {
    assertThat(text("goroutine?debug=1")).contains("\n" + VIRTUAL_THREADS + " @ 0x");
    assertThat(text("goroutine?debug=2").lines().filter(line -> line.contains(", virtual]:")))
        .hasSize(VIRTUAL_THREADS);
  }

  @Test
  @EnabledForJreRange(minVersion = 25)
  void cpuTime_isWhereTheProgramSpins() throws Exception {
    Profile cpu = profile("profile?seconds=3");

    assertThat(types(cpu)).isEqualTo("samples/count cpu/nanoseconds");
    assertThat(cpu.getPeriod()).isEqualTo(10_000_000);
    long all = cpu.getSampleList().stream().mapToLong(sample -> sample.getValue(1)).sum();
    assertThat(through(cpu, "Known.spin")).isGreaterThan(all / 2);
    assertThat(cpu.getSampleList())
        .anyMatch(sample -> label(cpu, sample, "thread").equals("spinner"));
  }

  @Test
  void labelsOfTheProgram_areLabelsOfSamples() throws Exception {
    Profile cpu = profile("profile?seconds=3");

    List<Sample> labelled =
        cpu.getSampleList().stream()
            .filter(sample -> label(cpu, sample, "tenant").equals("acme"))
            .toList();
    assertThat(labelled).allMatch(sample -> label(cpu, sample, "thread").equals("spinner"));
    assertThat(labelled).anyMatch(sample -> stack(cpu, sample).contains("Known.spin"));
  }

  @Test
  @EnabledForJreRange(maxVersion = 24)
  void withoutCpuTime_samplesAreCountedAndCalledSo() throws Exception {
    Profile cpu = profile("profile?seconds=3");

    assertThat(types(cpu)).isEqualTo("samples/count");
    assertThat(through(cpu, "Known.spin")).isPositive();
    assertThat(comments(cpu)).anyMatch(comment -> comment.contains("not CPU time"));
  }

  @Test
  void allocations_addUpToWhatTheJvmCounted() throws Exception {
    Profile allocs = profile("allocs?seconds=2");

    assertThat(types(allocs))
        .isEqualTo("alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes");
    assertThat(allocs.getStringTable((int) allocs.getDefaultSampleType())).isEqualTo("alloc_space");
    long bytes = 0;
    long made = 0;
    for (Sample sample : allocs.getSampleList()) {
      bytes += sample.getValue(1);
      made += stack(allocs, sample).contains("Known.make") ? sample.getValue(1) : 0;
    }
    long sum = bytes;
    assertThat(made).isGreaterThan(bytes / 2);
    assertThat(comments(allocs))
        .anyMatch(comment -> comment.startsWith("alloc: " + sum + " bytes"));
  }

  @Test
  void heap_hasTheExactBytesOfAClass() throws Exception {
    Profile heap = profile("heap?gc=1");

    long ints =
        heap.getSampleList().stream()
            .filter(sample -> label(heap, sample, "class").equals("int[]"))
            .mapToLong(sample -> sample.getValue(3))
            .sum();
    assertThat(ints)
        .as("a thousand arrays of a thousand, and the JDK's")
        .isBetween(4_016_000L, 8_000_000L);
  }

  @Test
  void block_isWhereThreadsWait() throws Exception {
    Profile block = profile("block?seconds=2");

    assertThat(types(block)).isEqualTo("contentions/count delay/nanoseconds");
    assertThat(through(block, "Known.want")).isGreaterThan(500_000_000);
  }

  @Test
  void mutex_isWhereTheLockIsHeld() throws Exception {
    Profile mutex = profile("mutex?seconds=2");

    assertThat(through(mutex, "Known.hold")).isGreaterThan(500_000_000);
    assertThat(through(mutex, "Known.holdLock")).isGreaterThan(500_000_000);
    assertThat(comments(mutex)).anyMatch(comment -> comment.contains("who held the lock"));
  }

  @Test
  void threadcreate_namesWhoStartsThreads() throws Exception {
    assertThat(through(profile("threadcreate?seconds=1"), "Known.spawn")).isGreaterThan(5);
    assertThat(text("threadcreate?debug=1")).startsWith("threadcreate profile: total ");
  }

  @Test
  void clientsAtTheSameTime_areServedAndNothingIsLeft() throws Exception {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (String target :
        List.of("profile?seconds=1", "profile?seconds=2", "heap?seconds=1", "trace?seconds=1")) {
      answers.add(
          client.sendAsync(
              HttpRequest.newBuilder(program().resolve("/debug/pprof/" + target)).build(),
              HttpResponse.BodyHandlers.ofByteArray()));
    }
    for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> program().temporaryFiles().isEmpty());
    assertThat(program().errors().lines()).as("the agent's one sentence").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "goroutine",
        "goroutine?debug=1",
        "profile?seconds=1",
        "heap?seconds=1",
        "heap?debug=1",
        "allocs?seconds=1",
        "block?seconds=1",
        "block?debug=1",
        "mutex?seconds=1",
        "mutex?debug=1",
        "threadcreate?debug=1"
      })
  void goToolPprof_readsIt(String target) throws Exception {
    Assumptions.assumeTrue(hasGo(), "there is no go on the path");
    List<String> top = new ArrayList<>(List.of("env", "PPROF_TMPDIR=" + directory, "go", "tool"));
    top.addAll(List.of("pprof", "-top", address(target)));
    Jar.Result result = Jar.finish(directory, top);

    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.text()).contains("flat%").contains("Showing nodes accounting for");
    assertThat(result.text().lines().filter(line -> line.contains("%")).count()).isGreaterThan(2);
  }

  private boolean hasGo() throws InterruptedException {
    try {
      return Jar.finish(directory, List.of("go", "version")).exitCode() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
