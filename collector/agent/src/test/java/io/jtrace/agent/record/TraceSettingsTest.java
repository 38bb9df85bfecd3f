package io.jtrace.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.options.Detail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceSettingsTest {

  private static TraceSettings settings(Detail detail, Duration... threshold) throws IOException {
    return TraceSettings.of(
        new TraceSpec(1, detail, List.of(threshold).stream().findFirst(), OptionalInt.empty(), 1),
        false,
        Optional::empty);
  }

  /** What the issue calls for; each is known to JDK 17, or to 25 where marked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ThreadStart",
        "ThreadEnd",
        "ThreadSleep",
        "ThreadPark",
        "JavaMonitorEnter",
        "JavaMonitorWait",
        "JavaMonitorNotify", // 25
        "SocketRead",
        "SocketWrite",
        "FileRead",
        "FileWrite",
        "FileForce",
        "GarbageCollection",
        "GCPhasePause",
        "GCPhaseConcurrent",
        "SafepointBegin",
        "ExecuteVMOperation",
        "Compilation",
        "ClassLoad",
        "JavaExceptionThrow",
        "ObjectAllocationSample",
        "NativeMethodSample",
        "VirtualThreadStart", // 25
        "VirtualThreadEnd", // 25
        "VirtualThreadPinned", // 25
        "CPULoad",
        "ContainerCPUThrottling",
        "GCHeapSummary",
        "MetaspaceSummary"
      })
  void everyEventATraceNeeds_isOn(String name) throws IOException {
    for (Detail detail : Detail.values()) {
      assertThat(settings(detail).values()).containsEntry("jdk." + name + "#enabled", "true");
    }
  }

  @Test
  void normal_throttlesNothingButSamples() throws IOException {
    Map<String, String> throttles = throttles(Detail.NORMAL);

    assertThat(throttles.remove("jdk.CPUTimeSample#throttle")).isEqualTo("20 ms");
    assertThat(throttles.remove("jdk.ObjectAllocationSample#throttle")).isEqualTo("150/s");
    assertThat(throttles.values()).isNotEmpty().allMatch("off"::equals);
  }

  @Test
  void full_throttlesNothingButTheRateOfCpuSamples() throws IOException {
    Map<String, String> throttles = throttles(Detail.FULL);

    assertThat(throttles.remove("jdk.CPUTimeSample#throttle")).isEqualTo("10 ms");
    assertThat(throttles.values()).isNotEmpty().allMatch("off"::equals);
  }

  private static Map<String, String> throttles(Detail detail) throws IOException {
    Map<String, String> throttles = new TreeMap<>(settings(detail).values());
    throttles.keySet().removeIf(key -> !key.endsWith("#throttle"));
    return throttles;
  }

  @Test
  void oneSamplerOfProcessorTime_isOn() throws IOException {
    Map<String, String> values = settings(Detail.FULL).values();

    assertThat(
            List.of(
                values.get("jdk.ExecutionSample#enabled"), values.get("jdk.CPUTimeSample#enabled")))
        .containsExactlyInAnyOrder("true", "false");
  }

  /** The JVM would complain on the program's standard output. */
  @Test
  void profilerThatHandlesTheSignal_leavesSamplesByWallClock() throws IOException {
    TraceSpec spec = new TraceSpec(1, Detail.NORMAL, Optional.empty(), OptionalInt.empty(), 1);

    TraceSettings settings = TraceSettings.of(spec, false, () -> Optional.of("libother.so"));

    assertThat(settings.values())
        .containsEntry("jdk.CPUTimeSample#enabled", "false")
        .containsEntry("jdk.ExecutionSample#enabled", "true");
    assertThat(settings.limits()).anyMatch(limit -> limit.setting().equals("sampling"));
  }

  @Test
  void full_hasNoThresholdAndAllStacks() throws IOException {
    settings(Detail.FULL)
        .values()
        .forEach(
            (key, value) -> {
              if (key.endsWith("#threshold")) {
                assertThat(value).as(key).isEqualTo("0 ns");
              } else if (key.endsWith("#stackTrace")) {
                assertThat(value).as(key).isEqualTo("true");
              }
            });
  }

  @Test
  void threshold_overridesThatOfWaitsOnly() throws IOException {
    Map<String, String> values = settings(Detail.FULL, Duration.ofMillis(10)).values();

    assertThat(values)
        .containsEntry("jdk.ThreadPark#threshold", "10000000 ns")
        .containsEntry("jdk.SocketRead#threshold", "10000000 ns")
        .containsEntry("jdk.GarbageCollection#threshold", "0 ns");
  }

  @Test
  void everySettingThatLimits_isWrittenDown() throws IOException {
    TraceSettings settings = settings(Detail.NORMAL);
    Set<String> known =
        FlightRecorder.getFlightRecorder().getEventTypes().stream()
            .map(EventType::getName)
            .collect(Collectors.toSet());
    Set<String> limited = new TreeSet<>();
    settings.limits().forEach(limit -> limited.add(limit.event() + "#" + limit.setting()));

    settings
        .values()
        .forEach(
            (key, value) -> {
              String event = key.substring(0, key.indexOf('#'));
              if (!known.contains(event)) {
                assertThat(limited.contains(event + "#unsupported"))
                    .isEqualTo(event.startsWith("jdk."));
              } else if (key.endsWith("#threshold") && !value.equals("0 ns")) {
                assertThat(limited).contains(key);
              }
            });
    assertThat(limited).contains("jdk.ThreadPark#stackTrace", "jdk.SocketRead#threshold");
  }

  @Test
  void secretsOnTheCommandLine_turnOffTheEventsThatRepeatIt() throws IOException {
    TraceSpec spec =
        new TraceSpec(1, Detail.FULL, Optional.empty(), OptionalInt.empty(), Long.MAX_VALUE);

    TraceSettings settings = TraceSettings.of(spec, true, Optional::empty);

    assertThat(settings.values()).containsEntry("jdk.JVMInformation#enabled", "false");
    assertThat(settings.limits())
        .anyMatch(l -> l.event().equals("jdk.JVMInformation") && l.setting().equals("secrets"));
  }

  @Test
  void settingsFile_worksAloneWithoutAWarning(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("jtrace.jfc");
    try (var in = TraceSettings.open()) {
      Files.copy(in, file);
    }
    Path recording = directory.resolve("plain.jfr");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:StartFlightRecording:settings=" + file + ",filename=" + recording,
                "-version")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output).doesNotContainIgnoringCase("warn").doesNotContainIgnoringCase("error");
    assertThat(recording).isNotEmptyFile();
  }
}
