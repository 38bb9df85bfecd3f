package io.jtrace.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClassCountsTest {

  private final ClassCounts counts = new ClassCounts();

  @Test
  void classThatWasAdded_isThereUntilRemovedAsOften() {
    assertThat(counts.mayHave(String.class)).isFalse();
    counts.add(String.class);
    counts.add(String.class);
    counts.remove(String.class);
    assertThat(counts.mayHave(String.class)).isTrue();
    counts.remove(String.class);

    assertThat(counts.mayHave(String.class)).isFalse();
  }
}
