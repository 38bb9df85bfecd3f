package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.Scripts.SLEEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.table.FrameKind;
import io.jtrace.timeline.table.Stacks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the stacks of a recording. */
class StackReadingTest {
  @Test
  void stack_isAPathOfThePrefixTree() {
    Recording recording = read(Scripts.parks(Scripts.peopled(), 1));

    Stacks stacks = recording.stacks();
    int[] frames = stacks.framesOf(recording.events(ConsumedEvent.THREAD_PARK).stack(0));
    assertThat(frames).hasSize(2);
    assertThat(recording.frames().method(frames[0], recording.strings()))
        .isEqualTo("com.acme.Lock.acquire");
    assertThat(recording.frames().line(frames[0])).isEqualTo(12);
    assertThat(recording.frames().kind(frames[0])).isEqualTo(FrameKind.JIT_COMPILED);
    assertThat(recording.frames().method(frames[1], recording.strings()))
        .isEqualTo("com.acme.Lock.run");
    assertThat(recording.frames().kind(frames[1])).isEqualTo(FrameKind.INTERPRETED);
  }

  @Test
  void cutOffStack_hasATruncatedRoot() {
    ScriptedRecording script =
        Scripts.peopled()
            .constant("jdk.types.StackTrace", 8, true, List.of(List.of(61, 12, 3, 1)))
            .event(SLEEP, 0, 1, 1, 8, 5);

    Recording recording = read(script);

    int stack = recording.events(ConsumedEvent.THREAD_SLEEP).stack(0);
    assertThat(recording.stacks().depth(stack)).isEqualTo(2);
    assertThat(recording.frames().kind(recording.stacks().rootFrame(stack)))
        .isEqualTo(FrameKind.TRUNCATED);
  }

  /** The hooks' own frames say nothing of the program; one that somebody else called stays. */
  @Test
  void framesOfHooks_areNoPartOfTheStack() {
    ScriptedRecording script =
        Scripts.peopled()
            .constant("jdk.types.Symbol", 71, "java/lang/JtraceNetworkHooks_1a2b")
            .constant("jdk.types.Symbol", 72, "java/lang/JtraceSocketConnectEvent_1a2b")
            .constant("java.lang.Class", 15, 71, 1)
            .constant("java.lang.Class", 16, 72, 1)
            .constant("jdk.types.Method", 81, 15, 52)
            .constant("jdk.types.Method", 82, 16, 53)
            .constant(
                "jdk.types.StackTrace",
                8,
                false,
                List.of(
                    List.of(82, 1, 0, 1),
                    List.of(81, 2, 0, 1),
                    List.of(61, 12, 3, 1),
                    List.of(81, 3, 0, 1)))
            .constant("jdk.types.StackTrace", 9, false, List.of(List.of(82, 1, 0, 1)))
            .event(SLEEP, 0, 1, 1, 8, 5)
            .event(SLEEP, 10, 1, 1, 9, 5);

    Recording recording = read(script);

    EventTable sleeps = recording.events(ConsumedEvent.THREAD_SLEEP);
    int[] frames = recording.stacks().framesOf(sleeps.stack(0));
    assertThat(frames).hasSize(2);
    assertThat(recording.frames().method(frames[0], recording.strings()))
        .isEqualTo("com.acme.Lock.acquire");
    assertThat(recording.frames().method(frames[1], recording.strings()))
        .isEqualTo("java.lang.JtraceNetworkHooks_1a2b.acquire");
    assertThat(sleeps.stack(1)).isEqualTo(Stacks.NONE);
  }

  private static Recording read(ScriptedRecording script) {
    return RecordingReader.read(script.bytes());
  }
}
