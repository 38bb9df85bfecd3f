package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Profiles and breakdown tables are two views of the same time: their totals agree. */
class ProfileTotalsTest {
  @Property(tries = 200)
  void profileOfAGroup_addsUpToItsBreakdown(@ForAll long seed) {
    Random random = new Random(seed);
    Trace trace = randomTrace(random);
    long from = random.nextInt(1200);
    TimeRange range = new TimeRange(from, from + random.nextInt(1200));
    for (ThreadGroups.Group group : ThreadGroups.of(trace, range, Grouping.KIND).groups()) {
      IntPredicate members = Grouping.KIND.members(trace, group.key());
      GroupBreakdown breakdown =
          GroupBreakdown.of(trace, range, Grouping.KIND, group.key(), GroupBreakdown.Page.all());
      for (ProfileKind kind : ProfileKind.values()) {
        Profile profile = Profile.of(trace, range, members, kind);
        if (kind != ProfileKind.CPU && kind != ProfileKind.ALLOC) {
          assertThat(profile.total(ProfileWeight.TOTAL)).isEqualTo(expected(breakdown, kind));
        }
        assertTreeKeepsTheTotal(trace, profile);
        if (kind.isDelay()) {
          assertThat(LongestWaits.of(trace, range, members, kind, 3).count())
              .isEqualTo(profile.total(ProfileWeight.COUNT));
        }
      }
    }
  }

  private static long expected(GroupBreakdown breakdown, ProfileKind kind) {
    long expected = 0;
    Iterable<State> states = kind == ProfileKind.TIME ? List.of(State.values()) : kind.states();
    for (State state : states) {
      expected += breakdown.states().nanos(state);
    }
    if (kind == ProfileKind.PINNED) {
      for (GroupBreakdown.Row row : breakdown.rows()) {
        expected += row.special().at(row.special().size() - 1);
      }
    }
    return expected;
  }

  private static void assertTreeKeepsTheTotal(Trace trace, Profile profile) {
    for (ProfileWeight weight : ProfileWeight.values()) {
      CallTree tree = CallTree.of(trace, profile, weight, StackFilter.ALL);
      assertBooksClose(tree, profile.total(weight));
      assertBooksClose(tree.pruned(0.2, 5), profile.total(weight));
    }
  }

  private static void assertBooksClose(CallTree tree, long total) {
    assertThat(tree.total()).isEqualTo(total);
    long selves = 0;
    for (int node = 0; node < tree.size(); node++) {
      selves = tree.weight().plus(selves, tree.selves().at(node));
      assertThat(tree.parents().at(node)).isLessThan(node);
    }
    assertThat(selves).isEqualTo(total);
  }

  private static Trace randomTrace(Random random) {
    StringBuilder text = new StringBuilder(RandomScript.of(random, ProfileTotalsTest::details));
    samples(random, text);
    return TraceScript.of(text.toString());
  }

  /** Of the first thread, of one kind or of both. */
  private static void samples(Random random, StringBuilder text) {
    String first = text.toString().lines().skip(1).findFirst().orElseThrow();
    String name = first.substring(0, first.indexOf(':')).replace("virtual ", "");
    int kinds = random.nextInt(3);
    for (int sample = 0; sample < random.nextInt(12); sample++) {
      boolean isCpuTime = kinds == 2 ? random.nextBoolean() : kinds == 1;
      text.append(
          "\n@sample %s %dns %s stack=S.s%d<S.run weight=%d"
              .formatted(
                  name,
                  random.nextInt(1500),
                  isCpuTime ? "CPU_TIME" : "EXECUTION",
                  random.nextInt(3),
                  isCpuTime ? random.nextInt(90) : 1));
    }
  }

  private static String details(Random random, boolean isVirtual) {
    String stack = random.nextInt(3) == 0 ? "" : " stack=" + "A.a<B.b<".repeat(random.nextInt(3));
    return (random.nextBoolean() ? " op=op" + random.nextInt(3) : "")
        + (stack.isEmpty() ? "" : stack + "C.c" + random.nextInt(3))
        + (random.nextInt(4) == 0 ? " continued" : "")
        + (isVirtual && random.nextInt(4) == 0 ? " pinned" : "");
  }
}
