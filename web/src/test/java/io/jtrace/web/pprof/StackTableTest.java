package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StackTableTest {

  @Test
  void stacks_shareTheirOuterFrames() throws ProfileException {
    StackTable table = table(Drawn.profile("main;serve 1 30\nmain;serve;read 2 20\nmain 3 10"));

    assertThat(table.names())
        .extracting(StackTable.Name::text)
        .containsExactly("main", "serve", "read");
    assertThat(table.rows())
        .containsExactly(
            new StackTable.Row(0, -1, false),
            new StackTable.Row(1, 0, false),
            new StackTable.Row(2, 1, false));
    assertThat(table.samples()).containsExactly(end(1, 1, 30), end(2, 2, 20), end(0, 3, 10));
  }

  @Test
  void moreAndLess_areKeptApart() throws ProfileException {
    Profile before = Drawn.profile("main 1 30 user=ann\nmain 1 5 user=bob");
    Profile after = Drawn.profile("main 1 10 user=ann\nmain 1 25 user=bob");

    StackTable table = table(Merger.subtract(after, before, false, false));

    assertThat(table.samples())
        .containsExactly(new StackTable.End(0, List.of(0L, 20L), List.of(0L, -20L)));
  }

  @Test
  void inlinedFrame_isAnotherThanACalledOne() throws ProfileException {
    StackTable table = table(Drawn.profile("main;outer>inner 1 10\nmain;outer;inner 1 10"));

    assertThat(table.rows())
        .contains(new StackTable.Row(2, 1, true), new StackTable.Row(2, 1, false));
  }

  private static StackTable table(Profile profile) throws ProfileException {
    return StackTable.of(View.of(profile, Settings.initial(), remark -> {}));
  }

  private static StackTable.End end(int row, long samples, long nanos) {
    return new StackTable.End(row, List.of(samples, nanos), List.of(0L, 0L));
  }
}
