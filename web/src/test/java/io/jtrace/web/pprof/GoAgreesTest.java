package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports are those of {@code go tool pprof}, character for character, where there is a Go. */
final class GoAgreesTest {
  @TempDir private static Path directory = Path.of("");
  private static Path profile = Path.of("");
  private static Path base = Path.of("");

  @BeforeAll
  static void writeProfiles() throws IOException {
    profile = write("profile.pb.gz", drawn(1));
    base = write("base.pb.gz", drawn(2));
  }

  /** A profile of some hundred stacks, the same at each run. */
  private static Profile drawn(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      List<String> frames = new ArrayList<>();
      for (int depth = 1 + random.nextInt(12); depth > 0; depth--) {
        String frame = "com.acme.C" + random.nextInt(6) + ".m" + random.nextInt(5);
        frames.add(frame + ":" + (1 + random.nextInt(9)) + (random.nextInt(9) == 0 ? ">in:3" : ""));
      }
      text.append(String.join(";", frames))
          .append(" " + (1 + random.nextInt(9)) + " " + random.nextInt(1 << random.nextInt(30)))
          .append(random.nextBoolean() ? " user=u" + random.nextInt(4) : "")
          .append(random.nextBoolean() ? " size=" + (1 << random.nextInt(20)) + "bytes" : "")
          .append('\n');
    }
    Header header = Drawn.profile("").header();
    ValueType period = ValueType.of("cpu", "nanoseconds");
    Profile drawn =
        Drawn.profile(
            header
                .withTypes(header.sampleTypes(), period, 10_000_000)
                .withTimes(1_600_000_000_000_000_000L, 0),
            text.toString());
    return withProgram(drawn);
  }

  /** Go makes a mapping up where there is none. */
  private static Profile withProgram(Profile profile) {
    UnknownFieldSet none = UnknownFieldSet.getDefaultInstance();
    Mapping program =
        new Mapping(0, 0, 0, "shop.jar", "", new Mapping.Has(true, true, true, true), none);
    IdentityHashMap<Location, Location> placed = new IdentityHashMap<>();
    List<Sample> samples =
        profile.samples().stream()
            .map(
                sample ->
                    sample.withStack(
                        sample.stack().stream()
                            .map(
                                each ->
                                    placed.computeIfAbsent(
                                        each,
                                        old -> new Location(program, 0, old.lines(), false, none)))
                            .toList()))
            .toList();
    return new Profile(profile.header(), samples, List.of(program), List.of(), List.of());
  }

  private static Path write(String name, Profile profile) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      ProfileWriter.write(profile, out);
    }
    return file;
  }

  private static String goSays(List<String> options) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("go", "tool", "pprof", "-symbolize=none"));
    words.addAll(options);
    words.add(profile.toString());
    Path out = directory.resolve("go.out");
    Process go =
        new ProcessBuilder(words)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(go.waitFor(60, TimeUnit.SECONDS)).as("go ends").isTrue();
    return Files.readString(out);
  }

  private static boolean isGoThere() throws InterruptedException {
    try {
      return new ProcessBuilder("go", "tool", "-n", "pprof").start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static String weSay(List<String> options) throws Exception {
    List<Profile> bases = new ArrayList<>();
    Report report = new Report(ReportKind.TOP, null, Settings.initial());
    boolean isDiffBase = false;
    for (String option : options) {
      String[] parts = option.substring(1).split("=", 2);
      var kind = ReportKind.named(parts[0]);
      String value = parts.length > 1 ? parts[1] : "true";
      if (parts[0].endsWith("base")) {
        bases.add(read(base));
        isDiffBase = parts[0].equals("diff_base");
      } else if (kind.isPresent()) {
        report = new Report(kind.get(), parts.length > 1 ? value : null, report.settings());
      } else {
        var choice = Setting.withChoice(parts[0]);
        Settings settings =
            choice.isPresent()
                ? report.settings().with(choice.get(), parts[0])
                : report.settings().with(Setting.named(parts[0]).orElseThrow(), value);
        report = new Report(report.kind(), report.pattern(), settings);
      }
    }
    Profile combined =
        new ProfileSources(List.of(read(profile)), bases, isDiffBase, false).combined();
    return report.text(combined, remark -> {});
  }

  private static Profile read(Path file) throws Exception {
    return ProfileReader.read(file.toString(), Files.newInputStream(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-top",
        "-top -cum -nodecount=7",
        "-top -lines",
        "-top -files",
        "-top -filefunctions",
        "-top -noinlines -sample_index=samples",
        "-top -mean -unit=us",
        "-top -focus=C1 -ignore=m2 -hide=C3",
        "-top -show_from=C2 -relative_percentages",
        "-top -base=BASE",
        "-tree -diff_base=BASE",
        "-tree",
        "-tree -nodecount=5",
        "-tree -show=C[12] -edgefraction=0.05",
        "-peek=C4.m1",
        "-peek=in -lines",
        "-traces",
        "-traces -tagfocus=user=u1 -prune_from=^in",
        "-traces -tagroot=user -tagleaf=size",
        "-tags",
        "-tags -tagignore=1kb:64kb -taghide=user",
        "-raw",
        "-top -divide_by=3",
      })
  void report_isThatOfGo(String options) throws Exception {
    assumeTrue(isGoThere(), "there is no go to compare with");
    List<String> words = List.of(options.replace("BASE", base.toString()).split(" "));

    assertThat(weSay(words)).isEqualTo(goSays(words));
  }

  @Test
  void go_readsWhatWeWrite() throws Exception {
    assumeTrue(isGoThere(), "there is no go to compare with");
    assertThat(goSays(List.of("-top"))).contains("com.acme.C1.m");
  }
}
