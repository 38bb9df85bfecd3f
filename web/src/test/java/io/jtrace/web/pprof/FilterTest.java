package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterTest {
  private static final Profile PROFILE =
      Drawn.profile(
          """
          a;b;c     1 1 key=x size=1024bytes
          a;b;d     1 2 key=y size=4096bytes
          e;b;c     1 4 key=x other=x
          e;f>g;h   1 8
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "focus=c                    # a;b;c 1, e;b;c 4",
        "focus=b ignore=d           # a;b;c 1, e;b;c 4",
        "hide=b                     # a;c 1, a;d 2, e;c 4, e;f;g;h 8",
        "hide=g                     # a;b;c 1, a;b;d 2, e;b;c 4, e;f;h 8",
        "hide=^[a-d]                # e 4, e;f;g;h 8",
        "show=b|g                   # b 7, g 8",
        "show_from=b|g              # b;c 5, b;d 2, g;h 8",
        "prune_from=b               # a;b 3, e;b 4, e;f;g;h 8",
        "tagfocus=x                 # a;b;c 1, e;b;c 4",
        "tagfocus=key=x tagignore=other:x # a;b;c 1",
        "tagfocus=2kb:              # a;b;d 2",
        "tagfocus=:2kb              # a;b;c 1",
        "tagfocus=size=1kb:4kb      # a;b;c 1, a;b;d 2",
        "tagfocus=4096b             # a;b;d 2",
        "tagroot=key                # <unknown>;e;f;g;h 8, x;a;b;c 1, x;e;b;c 4, y;a;b;d 2",
        "tagleaf=size focus=^a      # a;b;c;1kB 1, a;b;d;4kB 2",
        "noinlines=true focus=h     # e;f;h 8",
      })
  void filters_leaveWhatTheySay(String settings, String expected) throws Exception {
    String text = Drawn.report(PROFILE, ReportKind.FOLDED, settings.strip().split(" "));

    assertThat(text.lines().filter(line -> !line.startsWith("!")))
        .containsExactly(expected.split(", "));
  }

  @Test
  void tagNames_areHidden() throws Exception {
    assertThat(Drawn.report(PROFILE, ReportKind.TAGS, "taghide=size|other"))
        .contains(" key: Total 7.0ns")
        .doesNotContain("size", "other");
    assertThat(Drawn.report(PROFILE, ReportKind.TAGS, "tagshow=other"))
        .contains(" other: Total 4.0ns")
        .doesNotContain("key");
  }

  @Test
  void filterThatMatchesNothing_isRemarked() throws Exception {
    assertThat(Drawn.report(PROFILE, ReportKind.FOLDED, "focus=nobody", "tagignore=nobody"))
        .isEqualTo(
            "! Focus expression matched no samples\n! TagIgnore expression matched no samples\n");
  }

  @Test
  void framesThatTheProfileCallsUninteresting_areLeftOut() throws Exception {
    Header header = Drawn.profile("").header();
    Profile profile =
        Drawn.profile(
            new Header(
                header.sampleTypes(),
                "",
                null,
                0,
                0,
                0,
                "jdk.*|main",
                "jdk.kept",
                List.of(),
                "",
                header.unknown()),
            "main;run;jdk.reflect();run 1 1\nmain;run;jdk.kept;run 1 2\njdk.only 1 4\n");
    Profile shown = new ProfileSources(List.of(profile), List.of(), false, false).combined();

    assertThat(Drawn.report(shown, ReportKind.FOLDED).lines())
        .containsExactly("jdk.only 4", "main;run 1", "main;run;jdk.kept;run 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "focus=(           | expected a regular expression as focus, found \"(\"",
        "tagfocus=(        | expected a regular expression as tagfocus, found \"(\"",
        "nodecount=many    | expected nodecount=a whole number, found \"many\"",
        "nodecount=1.5     | expected nodecount=a whole number, found \"1.5\"",
        "divide_by=0       | expected divide_by=a number other than 0, found \"0\"",
        "granularity=words | expected granularity=functions, filefunctions, files",
        "mean=perhaps      | expected mean=true or false, found \"perhaps\"",
        "sample_index=wall | expected sample_index samples, cpu, found \"wall\"",
        "sample_index=2    | expected sample_index in the range 0..1, found 2",
        "sample_index=99999999999 | expected sample_index in the range 0..1",
        "tagfocus=99999999999999999999 | expected a smaller number, found 99999999999999999999",
      })
  void wrongValues_areRefusedWithASentence(String setting, String sentence) {
    assertThatThrownBy(() -> Drawn.report(PROFILE, ReportKind.FOLDED, setting.strip()))
        .isInstanceOf(ProfileException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void settings_areFoundByNameAndByValue() {
    assertThat(Setting.named("show_from")).contains(Setting.SHOW_FROM);
    assertThat(Setting.withChoice("cum")).contains(Setting.SORT);
    assertThat(Arrays.stream(Setting.values()).map(Setting::help))
        .allMatch(help -> help.endsWith("."));
  }
}
