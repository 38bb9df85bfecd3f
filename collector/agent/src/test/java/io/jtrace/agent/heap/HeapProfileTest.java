package io.jtrace.agent.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import io.jtrace.agent.spi.StackProfile.ValueType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HeapProfileTest {

  private static final String HISTOGRAM =
      """
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:            10           1000  [B (java.base@17.0.15)
         2:             4             64  [[Ljava.lang.String; (java.base@17.0.15)
         3:             2             32  a.Main$$Lambda/0x00007f2c0c000a00
      Total            16           1096
      """;

  private final StackProfile sampled =
      new StackProfile(
          List.of(new ValueType("samples", "count"), new ValueType("weight", "bytes")),
          new ValueType("space", "bytes"),
          1);

  private void sample(String method, String className, long weight) {
    int stack = sampled.stack(List.of(new Frame(method, "", 1)));
    sampled.add(stack, Map.of("class", className), 1, weight);
  }

  private static Map<String, String> values(StackProfile profile) {
    Map<String, String> values = new TreeMap<>();
    profile.<RuntimeException>forEach(
        (stack, labels, sums) ->
            values.put(
                profile.frame(stack).method() + " " + labels.get("class"), Arrays.toString(sums)));
    return values;
  }

  private static ClassHistogram histogram(String text) {
    return new ClassHistogram(ClassHistogram.parse(text), 0);
  }

  @Test
  void bytesOfAClass_areSpreadOverItsSamplesAndStayExact() {
    sample("a.Main.one", "byte[]", 200);
    sample("a.Main.two", "byte[]", 100);
    sample("a.Main.two", "a.Gone", 300);

    StackProfile profile =
        HeapProfile.of(sampled, 6001, ClassHistogram.none(), histogram(HISTOGRAM));

    assertThat(values(profile))
        .containsEntry("a.Main.one byte[]", "[20, 2000, 6, 666]")
        .containsEntry("a.Main.two byte[]", "[10, 1000, 4, 334]")
        .containsEntry("a.Main.two a.Gone", "[187, 3001, 0, 0]")
        .containsEntry(
            "java.lang.String[][] (where it was allocated was not sampled) java.lang.String[][]",
            "[0, 0, 4, 64]");
    assertThat(profile.total(1)).as("all that was allocated").isEqualTo(6001);
    assertThat(profile.total(3)).as("all that is on the heap").isEqualTo(1096);
    assertThat(profile.comments().get(0)).contains("over 3 samples");
  }

  @Test
  void delta_isWhatTheHeapGrewBy() {
    sample("a.Main.one", "byte[]", 200);

    StackProfile profile =
        HeapProfile.of(
            sampled,
            500,
            histogram("   1:   12   1200  [B (java.base@17)\n   2:   3   48  a.Gone\n"),
            histogram(HISTOGRAM));

    assertThat(values(profile))
        .containsEntry("a.Main.one byte[]", "[5, 500, -2, -200]")
        .containsEntry("a.Gone (where it was allocated was not sampled) a.Gone", "[0, 0, -3, -48]");
    assertThat(profile.total(3)).isEqualTo(1096 - 1248);
  }

  @Test
  void noSamples_leaveTheClasses() {
    StackProfile profile = HeapProfile.of(sampled, 0, ClassHistogram.none(), histogram(HISTOGRAM));

    assertThat(values(profile)).hasSize(3);
    assertThat(profile.total(3)).isEqualTo(1096);
  }

  @Test
  void histogramOfThisJvm_hasStrings() throws IOException {
    ClassHistogram all = ClassHistogram.take(false);
    ClassHistogram live = ClassHistogram.take(true);

    assertThat(all.of("java.lang.String").objects()).isPositive();
    assertThat(live.of("byte[]").bytes()).isPositive();
    assertThat(live.totalBytes()).isPositive();
  }

  @Test
  void allocatedBytes_grow() {
    long before = AllocatedBytes.now();
    byte[] block = new byte[1 << 20];

    assertThat(AllocatedBytes.now() - before).isGreaterThanOrEqualTo(block.length);
  }
}
