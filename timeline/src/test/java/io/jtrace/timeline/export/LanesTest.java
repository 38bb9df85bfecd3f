package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void unnestedSlices_takeTheLowestFreeRow() {
    Lanes lanes = new Lanes();

    assertThat(lanes.place(0, 0, 10)).isEqualTo(0);
    assertThat(lanes.place(0, 1, 5)).isEqualTo(1);
    assertThat(lanes.place(0, 2, 20)).isEqualTo(2);
    assertThat(lanes.place(0, 10, 12)).isEqualTo(0);
    assertThat(lanes.place(0, 11, 13)).isEqualTo(1);
  }

  @Test
  void children_goBelowTheirParents() {
    Lanes lanes = new Lanes();

    assertThat(lanes.place(0, 0, 10)).isEqualTo(0);
    assertThat(lanes.place(1, 0, 4)).isEqualTo(0);
    assertThat(lanes.place(2, 1, 2)).isEqualTo(0);
    assertThat(lanes.place(1, 4, 10)).isEqualTo(0);
    assertThat(lanes.place(0, 10, 20)).isEqualTo(0);
  }

  @Test
  void overlappingSlices_areKeptApart() {
    Lanes lanes = new Lanes();

    assertThat(lanes.place(0, 0, 10)).isEqualTo(0);
    assertThat(lanes.place(0, 5, 15)).isEqualTo(1);
    assertThat(lanes.place(1, 6, 14)).isEqualTo(1);
    assertThat(lanes.place(0, 6, 8)).isEqualTo(2);
  }

  @Test
  void sliceWithoutItsParent_isPlacedWhereItNests() {
    Lanes lanes = new Lanes();

    assertThat(lanes.place(2, 0, 10)).isEqualTo(0);
    assertThat(lanes.place(3, 2, 8)).isEqualTo(0);
  }
}
