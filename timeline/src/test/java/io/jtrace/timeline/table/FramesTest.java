package io.jtrace.timeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {
  @Test
  void equalFrames_shareAnIdAndOthersDoNot() {
    Frames.Builder builder = new Frames.Builder();
    for (int round = 0; round < 2; round++) {
      int id = 0;
      for (int className = Strings.NONE; className < 10; className++) {
        for (int methodName = 0; methodName < 20; methodName++) {
          for (int line = Frames.NO_LINE; line < 10; line++) {
            for (FrameKind kind : FrameKind.values()) {
              assertThat(builder.intern(className, methodName, line, kind)).isEqualTo(id++);
            }
          }
        }
      }
    }

    Frames frames = Frames.Builder.from(builder.build()).build();

    assertThat(frames.size()).isEqualTo(11 * 20 * 11 * FrameKind.values().length);
    int last = frames.size() - 1;
    assertThat(frames.className(last)).isEqualTo(9);
    assertThat(frames.methodName(last)).isEqualTo(19);
    assertThat(frames.line(last)).isEqualTo(9);
    assertThat(frames.kind(last)).isEqualTo(FrameKind.TRUNCATED);
  }
}
