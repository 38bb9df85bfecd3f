package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.pprof.Label;
import io.jtrace.proto.pprof.Location;
import io.jtrace.proto.pprof.Profile;
import io.jtrace.proto.pprof.Sample;
import io.jtrace.proto.pprof.ValueType;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.analysis.ProfileWeight;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads profiles back with their schema. */
class PprofExporterTest {
  private static final Trace TRACE =
      TraceScript.of(
          """
          main: BLOCKED 0-40 op="monitor enter" lock=Cache stack=a.Cache$Map.get:12<a.Main.run:7, RUNNING 40-60
          worker: PARKED 0-30 op=park, RUNNING 30-60
          @sample main 45 EXECUTION stack=a.Main.spin:9<a.Main.run:8
          @sample main 50 ALLOCATION stack=a.Main.make subject=byte[] weight=4096
          """);

  private static Profile profile(Trace trace, ProfileKind kind) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PprofExporter.write(trace, analysis(trace, kind), trace.range(), List.of("of a test"), bytes);
    return Profile.parseFrom(new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static io.jtrace.timeline.analysis.Profile analysis(Trace trace, ProfileKind kind) {
    return io.jtrace.timeline.analysis.Profile.of(trace, trace.range(), thread -> true, kind);
  }

  private static String text(Profile profile, long index) {
    return profile.getStringTable((int) index);
  }

  private static String types(Profile profile) {
    return profile.getSampleTypeList().stream()
        .map(type -> text(profile, type.getType()) + "/" + text(profile, type.getUnit()))
        .collect(Collectors.joining(" "));
  }

  private static List<String> samples(Profile profile) {
    return profile.getSampleList().stream()
        .map(
            sample ->
                stack(profile, sample) + " " + sample.getValueList() + labels(profile, sample))
        .toList();
  }

  private static String stack(Profile profile, Sample sample) {
    return sample.getLocationIdList().stream()
        .map(id -> frame(profile, profile.getLocation((int) (id - 1))))
        .collect(Collectors.joining("<"));
  }

  private static String frame(Profile profile, Location location) {
    var line = location.getLine(0);
    var function = profile.getFunction((int) line.getFunctionId() - 1);
    return text(profile, function.getName()) + ":" + line.getLine();
  }

  private static String labels(Profile profile, Sample sample) {
    return sample.getLabelList().stream()
        .map((Label label) -> text(profile, label.getKey()) + "=" + text(profile, label.getStr()))
        .collect(Collectors.joining(" ", " ", ""));
  }

  @Test
  void delays_areContentionsWithWhatWasWaitedFor() throws IOException {
    Profile sync = profile(TRACE, ProfileKind.SYNC);

    assertThat(types(sync)).isEqualTo("contentions/count delay/nanoseconds");
    assertThat(text(sync, sync.getDefaultSampleType())).isEqualTo("delay");
    assertThat(samples(sync))
        .containsExactly(
            "a.Cache$Map.get:12<a.Main.run:7 [1, 40000000] operation=monitor enter subject=Cache",
            "(no stack recorded):0 [1, 30000000] operation=park");
    assertThat(sync.getCommentList().stream().map(comment -> text(sync, comment)))
        .containsExactly("synchronization: time of delays, the part in the window", "of a test");
    assertThat(sync.getDurationNanos()).isEqualTo(60_000_000);
    assertThat(sync.getTimeNanos()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(text(sync, sync.getFunction(0).getFilename())).isEqualTo("a/Cache.java");
  }

  @Test
  void samplesByWallTime_areCountedAndNeverCalledTime() throws IOException {
    Profile cpu = profile(TRACE, ProfileKind.CPU);

    assertThat(types(cpu)).isEqualTo("samples/count");
    assertThat(samples(cpu)).containsExactly("a.Main.spin:9<a.Main.run:8 [1] ");
    assertThat(text(cpu, cpu.getComment(0))).contains("jdk.ExecutionSample");
  }

  @Test
  void allocations_areBytesByClass() throws IOException {
    Profile alloc = profile(TRACE, ProfileKind.ALLOC);

    assertThat(types(alloc)).isEqualTo("samples/count alloc_space/bytes");
    assertThat(samples(alloc)).containsExactly("a.Main.make:0 [1, 4096] class=byte[]");
  }

  @Test
  void whatIsNotRecorded_isSaid() throws IOException {
    Profile sched = profile(TRACE, ProfileKind.SCHED);

    assertThat(sched.getSampleCount()).isZero();
    assertThat(text(sched, sched.getComment(1))).startsWith("not recorded: jtrace.");
  }

  /** The rules that pprof checks before it reads anything else. */
  @ParameterizedTest
  @EnumSource
  void anyProfile_obeysTheRulesOfTheFormat(ProfileKind kind) throws IOException {
    Trace trace = RandomTraces.of(kind.ordinal(), 1_000_000, 10, 5, 100);
    Profile profile = profile(trace, kind);

    assertThat(profile.getStringTable(0)).isEmpty();
    assertThat(profile.getStringTableList()).doesNotHaveDuplicates();
    assertThat(profile.getSampleTypeList()).extracting(ValueType::getType).doesNotHaveDuplicates();
    long total = 0;
    for (Sample sample : profile.getSampleList()) {
      assertThat(sample.getValueCount()).isEqualTo(profile.getSampleTypeCount());
      assertThat(sample.getLocationIdList())
          .isNotEmpty()
          .allMatch(id -> id >= 1 && id <= profile.getLocationCount());
      total += sample.getValue(sample.getValueCount() - 1);
    }
    for (int i = 0; i < profile.getLocationCount(); i++) {
      assertThat(profile.getLocation(i).getId()).isEqualTo(i + 1);
      assertThat(profile.getLocation(i).getLine(0).getFunctionId())
          .isBetween(1L, (long) profile.getFunctionCount());
    }
    assertThat(total).isEqualTo(analysis(trace, kind).total(totalOf(profile)));
  }

  private static ProfileWeight totalOf(Profile profile) {
    return profile.getSampleTypeCount() > 1 ? ProfileWeight.TOTAL : ProfileWeight.COUNT;
  }
}
