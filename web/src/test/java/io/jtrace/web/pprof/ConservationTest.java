package io.jtrace.web.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing is lost or counted twice, whatever the profiles. */
final class ConservationTest {
  @Provide
  Arbitrary<Profile> profiles() {
    Arbitrary<String> frame = Arbitraries.of("a", "b", "c", "d:1", "d:2", "e>f");
    Arbitrary<String> stack =
        frame.list().ofMinSize(1).ofMaxSize(6).map(all -> String.join(";", all));
    Arbitrary<Integer> value = Arbitraries.integers().between(0, 1000);
    Arbitrary<String> label = Arbitraries.of("", " key=x", " key=y", " size=7bytes");
    Arbitrary<String> sample =
        Combinators.combine(stack, value, label)
            .as((frames, number, key) -> frames + " 1 " + number + key);
    return sample.list().ofMaxSize(12).map(all -> Drawn.profile(String.join("\n", all)));
  }

  private static long flatSum(Profile profile, String... settings) throws ProfileException {
    View view = View.of(profile, Drawn.settings(settings), remark -> {});
    return Graph.of(view, null).stream().mapToLong(Node::flat).sum();
  }

  @Property(tries = 200)
  void merge_addsTotals(@ForAll("profiles") Profile one, @ForAll("profiles") Profile other)
      throws ProfileException {
    Profile sum = Merger.merge(List.of(one, other));

    assertThat(sum.sum(0)).isEqualTo(one.sum(0) + other.sum(0));
    assertThat(sum.sum(1)).isEqualTo(one.sum(1) + other.sum(1));
    assertThat(flatSum(sum)).isEqualTo(flatSum(one) + flatSum(other));
  }

  @Property(tries = 200)
  void difference_subtractsTotals(
      @ForAll("profiles") Profile one, @ForAll("profiles") Profile other) throws ProfileException {
    assertThat(Merger.subtract(one, other, false, false).sum(1))
        .isEqualTo(one.sum(1) - other.sum(1));
    assertThat(Merger.subtract(one, other, true, false).sum(1))
        .isEqualTo(one.sum(1) - other.sum(1));
    assertThat(Merger.subtract(one, one, false, false).samples()).isEmpty();
  }

  @Property(tries = 200)
  void focusAndIgnore_partTheWhole(@ForAll("profiles") Profile profile) throws ProfileException {
    for (String regex : new String[] {"a", "d|f", "^b$"}) {
      assertThat(flatSum(profile, "focus=" + regex) + flatSum(profile, "ignore=" + regex))
          .isEqualTo(flatSum(profile));
      assertThat(flatSum(profile, "tagfocus=x") + flatSum(profile, "tagignore=x"))
          .isEqualTo(flatSum(profile));
    }
  }

  @Property(tries = 200)
  void everyGranularity_hasTheSameTotal(@ForAll("profiles") Profile profile)
      throws ProfileException {
    for (String each : Setting.GRANULARITY.choices()) {
      assertThat(flatSum(profile, "granularity=" + each)).isEqualTo(profile.sum(1));
    }
    assertThat(flatSum(profile, "hide=nobody")).isEqualTo(profile.sum(1));
  }

  @Property(tries = 200)
  void flameTree_closesItsBooks(@ForAll("profiles") Profile profile) throws ProfileException {
    FlameTree root = FlameTree.of(View.of(profile, Settings.initial(), remark -> {}));

    assertThat(root.value()).isEqualTo(profile.sum(1));
    assertSums(root);
  }

  private static void assertSums(FlameTree node) {
    long below = node.children().stream().mapToLong(FlameTree::value).sum();
    assertThat(node.self() + below).isEqualTo(node.value());
    node.children().forEach(ConservationTest::assertSums);
  }

  @Property(tries = 100)
  void writtenAndRead_isTheSame(@ForAll("profiles") Profile profile) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProfileWriter.write(profile, out);
    Profile read = ProfileReader.read("it", new ByteArrayInputStream(out.toByteArray()));

    assertThat(Drawn.report(read, ReportKind.RAW)).isEqualTo(Drawn.report(profile, ReportKind.RAW));
  }
}
