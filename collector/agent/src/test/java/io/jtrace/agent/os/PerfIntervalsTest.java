package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Exact intervals, in a JVM of its own that has an agent. */
@EnabledOnOs(OS.LINUX)
final class PerfIntervalsTest {

  private final Path directory;
  private final Map<String, Long> osThreadIds = new HashMap<>();
  private String said = "";

  PerfIntervalsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Recorded spin(String... jvmArguments) throws Exception {
    return run("cpu=perf", "spin", jvmArguments);
  }

  private Recorded run(String options, String body, String... jvmArguments) throws Exception {
    Path file = directory.resolve("trace.jfr");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmArguments));
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + directory,
            "-javaagent:" + agentJar(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KnownProgram.class.getName(),
            options,
            file.toString(),
            body));
    Process program =
        new ProcessBuilder(command).redirectError(directory.resolve("errors").toFile()).start();
    String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    said = Files.readString(directory.resolve("errors"));
    assertThat(program.waitFor()).as(said).isZero();
    for (String line : printed.lines().toList()) {
      int blank = line.indexOf(' ');
      osThreadIds.put(line.substring(0, blank), Long.valueOf(line.substring(blank + 1)));
    }
    return Recorded.read(file);
  }

  private long id(String name) {
    return osThreadIds.getOrDefault(name, -1L);
  }

  private Path agentJar() throws Exception {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", KnownProgram.class.getName());
    Path jar = directory.resolve("agent.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }

  private static void assumeGranted(Recorded recorded) {
    assumeThat(recorded.limit("cpu").getString("value"))
        .as(recorded.limit("cpu").getString("reason"))
        .isEqualTo("perf");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_22)
  void intervals_sumToWhatSchedstatSaysAndDoNotOverlap() throws Exception {
    Recorded recorded = spin();

    assumeGranted(recorded);
    for (String name : List.of("spinner0", "spinner1", "spinner2")) {
      long id = id(name);
      List<RecordedEvent> rows = recorded.named("jtrace.ThreadCpu", id);
      long ran = rows.get(rows.size() - 1).getLong("runNanos") - rows.get(0).getLong("runNanos");
      List<RecordedEvent> slices = recorded.named("jtrace.CpuSlice", id);
      long sum = slices.stream().mapToLong(slice -> slice.getLong("durationNanos")).sum();
      assertThat(sum).as(name).isCloseTo(ran, within(KnownThreads.SPIN_NANOS / 20));
    }
    assertThat(recorded.named("jtrace.CpuLoss")).isEmpty();
    assertNoOverlap(recorded, "cpu");
    assertNoOverlap(recorded, "osThreadId");
  }

  private static void assertNoOverlap(Recorded recorded, String field) {
    Map<Long, Long> ends = new HashMap<>();
    recorded.named("jtrace.CpuSlice").stream()
        .sorted((a, b) -> Long.compare(a.getLong("startNanoTime"), b.getLong("startNanoTime")))
        .forEach(
            slice -> {
              long start = slice.getLong("startNanoTime");
              Long end = ends.put(slice.getLong(field), start + slice.getLong("durationNanos"));
              assertThat(end == null ? start : end).as(slice::toString).isLessThanOrEqualTo(start);
            });
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_22)
  void programThatSwitchesVeryOften_isNotSlowedDown() throws Exception {
    Recorded recorded = run("cpu=auto", "hand over");

    assumeThat(switchesPerSecond(recorded, id("giver")))
        .as("switches a second of one of the two")
        .isGreaterThan(10_000L * Runtime.getRuntime().availableProcessors());
    String reason = recorded.limit("cpu").getString("reason");
    assumeThat(reason).doesNotContain("refuse", "seccomp");
    assertThat(reason).contains("exact intervals were given up after");
    assertThat(recorded.limit("cpu").getString("value")).isEqualTo("schedstat");
    assertThat(recorded.named("jtrace.CpuSlice", id("giver"))).isNotEmpty();
  }

  private static long switchesPerSecond(Recorded recorded, long id) {
    List<RecordedEvent> rows = recorded.named("jtrace.ThreadCpu", id);
    long most = 0;
    for (int i = 0; i + 20 < rows.size(); i++) { // about a second apart
      RecordedEvent first = rows.get(i);
      RecordedEvent last = rows.get(i + 20);
      long nanos = Duration.between(first.getStartTime(), last.getStartTime()).toNanos();
      long slices = last.getLong("slices") - first.getLong("slices");
      most = Math.max(most, slices * TimeUnit.SECONDS.toNanos(1) / nanos);
    }
    return most;
  }

  @Test
  void program_isToldNothing() throws Exception {
    spin();

    assertThat(said).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void jvmThatForbidsNativeAccess_recordsAllTheSame() throws Exception {
    Recorded recorded = spin("--illegal-native-access=deny");

    assertThat(said).isEmpty();
    assumeGranted(recorded);
    assertThat(recorded.named("jtrace.CpuSlice", id("spinner0"))).isNotEmpty();
  }

  @Test
  void jdkWithoutNativeAccessOrAgent_hasTotalsOnlyAndSaysSo() throws Exception {
    Recorded recorded = Recorded.trace("cpu=perf", 1, () -> {});

    assertThat(recorded.limit("cpu").getString("value")).isEqualTo("schedstat");
    assertThat(recorded.limit("cpu").getString("reason"))
        .containsAnyOf("this JDK is older than 22", "the program must allow native access");
  }
}
