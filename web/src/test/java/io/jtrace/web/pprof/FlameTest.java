package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlameTest {
  private static final Profile SHOP =
      Drawn.profile(
          """
          main;serve;parse 1 10
          main;serve;query;read 3 30
          main;batch;query;read 2 20
          main;batch 4 40
          """);

  @Test
  void stacks_areBoxesWithTheSumsOfWhatIsBelow() throws ProfileException {
    assertThat(lines(Flame.of(view(SHOP))))
        .containsExactly(
            "root self 0 of 100",
            "  main self 0 of 100",
            "    batch self 40 of 60",
            "      query self 0 of 20",
            "        read self 20 of 20",
            "    serve self 0 of 40",
            "      query self 0 of 30",
            "        read self 30 of 30",
            "      parse self 10 of 10");
  }

  @Test
  void pivot_mergesAllPlacesOfAFunctionToBothSides() throws ProfileException {
    FlamePivot pivot = FlamePivot.of(view(SHOP), "^query$");

    assertThat(lines(pivot.callees()))
        .containsExactly("query self 0 of 50", "  read self 50 of 50");
    assertThat(lines(pivot.callers()))
        .containsExactly(
            "query self 0 of 50",
            "  serve self 0 of 30",
            "    main self 30 of 30",
            "  batch self 0 of 20",
            "    main self 20 of 20");
  }

  @Test
  void pivotOfARecursion_countsEachStackOnce() throws ProfileException {
    FlamePivot pivot = FlamePivot.of(view(Drawn.profile("main;walk;walk;leaf 1 10")), "^walk$");

    assertThat(lines(pivot.callees()))
        .containsExactly("walk self 0 of 10", "  walk self 0 of 10", "    leaf self 10 of 10");
    assertThat(lines(pivot.callers())).containsExactly("walk self 0 of 10", "  main self 10 of 10");
  }

  @Test
  void pivotOfSeveralFunctions_hasARootAboveThem() throws ProfileException {
    FlamePivot pivot = FlamePivot.of(view(SHOP), "parse|read");

    assertThat(lines(pivot.callees()))
        .containsExactly(
            "2 functions that match self 0 of 60", "  read self 50 of 50", "  parse self 10 of 10");
  }

  @Test
  void pivotThatNothingMatches_isAnEmptyRoot() throws ProfileException {
    assertThat(lines(FlamePivot.of(view(SHOP), "nowhere").callees()))
        .containsExactly("0 functions that match self 0 of 0");
  }

  @Test
  void pivotThatIsNoRegularExpression_isRefused() {
    assertThatThrownBy(() -> FlamePivot.of(view(SHOP), "("))
        .isInstanceOf(ProfileException.class)
        .hasMessageStartingWith("expected a regular expression as pivot, found \"(\"");
  }

  @Test
  void difference_isAsWideAsWhatChangedAndSaysHow() throws ProfileException {
    Profile before = Drawn.profile("main;a 1 30\nmain;b 1 10");
    Profile after = Drawn.profile("main;a 1 10\nmain;b 1 15");

    Flame flame = Flame.of(view(Merger.subtract(after, before, true, false)));

    assertThat(flame.rows().get(0).width()).isEqualTo(65);
    assertThat(flame.rows().get(0).value()).isEqualTo(-15);
  }

  @Test
  void inlinedFrames_areSaid() throws ProfileException {
    Flame flame = Flame.of(view(Drawn.profile("main;outer>inner 1 10")));

    assertThat(flame.names())
        .contains(
            new Flame.Name("outer", Flame.Kind.FRAME), new Flame.Name("inner", Flame.Kind.INLINE));
  }

  @Test
  void whatIsTooSmall_isMergedAndNothingIsLost() throws ProfileException {
    StringBuilder text = new StringBuilder("main;large 1 1000000\n");
    for (int i = 0; i < 500; i++) {
      text.append("main;small").append(i).append(" 1 1\n");
    }

    Flame flame = Flame.of(view(Drawn.profile(text.toString())));

    assertThat(lines(flame))
        .containsExactly(
            "root self 0 of 1000500",
            "  main self 0 of 1000500",
            "    large self 1000000 of 1000000",
            "    500 smaller self 500 of 500");
  }

  private static View view(Profile profile) throws ProfileException {
    return View.of(profile, Settings.initial(), remark -> {});
  }

  /** Writes a box a line, indented by depth, the widest of siblings first. */
  private static List<String> lines(Flame flame) {
    List<String> lines = new ArrayList<>();
    write(flame, 0, "", lines);
    return lines;
  }

  private static void write(Flame flame, int index, String indent, List<String> lines) {
    Flame.Row row = flame.rows().get(index);
    lines.add(
        indent
            + flame.names().get(row.name()).text()
            + " self "
            + row.self()
            + " of "
            + row.width());
    for (int i = index + 1; i < flame.rows().size(); i++) {
      if (flame.rows().get(i).parent() == index) {
        write(flame, i, indent + "  ", lines);
      }
    }
  }
}
