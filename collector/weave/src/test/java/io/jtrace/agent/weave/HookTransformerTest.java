package io.jtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HookTransformerTest {

  private static final String TARGET = "java/lang/VirtualThread";

  private final HookPoint runs = new VirtualThreadPoint();
  private final HookPoint unparks = new UnparkPoint(TARGET, 0, 1);
  private final HookTransformer transformer;

  HookTransformerTest() throws IOException {
    transformer =
        new HookTransformer(
            List.of(runs, unparks), HookClasses.read(Set.of("VirtualThreadHooks", "UnparkHooks")));
  }

  @Test
  void refusedPoint_leavesTheOthersOfItsClass() {
    byte[] bytes = new DrawnClass(TARGET).method("unpark", "U.unpark").bytes();

    byte[] woven = Objects.requireNonNull(transformer.transform(null, TARGET, null, null, bytes));

    assertThat(DrawnClass.calls(woven, "unpark")).containsExactly("!unparking", "unpark");
    assertThat(transformer.refusal(runs))
        .hasValueSatisfying(reason -> assertThat(reason).contains("runContinuation"));
    assertThat(transformer.refusal(unparks)).isEmpty();
  }

  @Test
  void classOfWhichNothingIsKnown_isLeftAlone() {
    byte[] bytes = new DrawnClass(TARGET).method("unpark", "somethingElse").bytes();

    assertThat(transformer.transform(null, TARGET, null, null, bytes)).isNull();
    assertThat(transformer.transform(null, "java/lang/Other", null, null, bytes)).isNull();
  }

  @Test
  void bytesThatAreNoClass_areRefused() {
    assertThat(transformer.transform(null, TARGET, null, null, new byte[] {1, 2, 3})).isNull();
    assertThat(transformer.refusal(unparks)).isPresent();
  }

  @Test
  void classThatNeverCame_isRefused() {
    assertThat(transformer.refusal(runs))
        .hasValue("the JVM did not hand in java.lang.VirtualThread");
  }
}
