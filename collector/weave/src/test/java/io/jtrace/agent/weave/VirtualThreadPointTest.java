package io.jtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

final class VirtualThreadPointTest {

  private static final String TARGET = "java/lang/VirtualThread";
  private final HookTransformer transformer;

  VirtualThreadPointTest() throws IOException {
    transformer = new HookTransformer(List.of(), HookClasses.read(Set.of("VirtualThreadHooks")));
  }

  private byte[] weave(DrawnClass drawn) throws UnknownShapeException {
    return transformer.weave(new VirtualThreadPoint(), drawn.bytes());
  }

  private static DrawnClass states() {
    return new DrawnClass(TARGET)
        .constant("RUNNING", 2)
        .constant("PARKING", 3)
        .constant("TIMED_PARKING", 6)
        .constant("YIELDING", 8);
  }

  private static DrawnClass runs() {
    return states().method("runContinuation", "mount", "unmount", "afterDone", "afterYield");
  }

  @Test
  void run_isBegunBeforeTheMountAndEndedAfterTheUnmount() throws UnknownShapeException {
    byte[] woven =
        weave(
            runs()
                .method("start", "submitRunContinuation")
                .method("unpark", "submitRunContinuation"));

    assertThat(DrawnClass.calls(woven, "runContinuation"))
        .containsExactly(
            "!mounting", "mount", "unmount", "!ended", "afterDone", "!stopped", "afterYield");
  }

  @Test
  void reasons_areThoseOfTheConstantsOfThisJdk() throws UnknownShapeException {
    byte[] woven =
        weave(
            runs()
                .method("start", "submitRunContinuation")
                .method("unpark", "submitRunContinuation"));

    assertThat(DrawnClass.texts(woven, "runContinuation"))
        .containsExactly("\0\0\0\u0001\0\0\u0002\0\u0003");
  }

  @Test
  void submissionThatCallsAnother_isOneEvent() throws UnknownShapeException {
    byte[] woven =
        weave(
            runs()
                .method("start", "submitRunContinuation")
                .method("afterYield", "externalSubmitRunContinuation(x)", "submitRunContinuation")
                .method("externalSubmitRunContinuation", ".runContinuation")
                .method("lazySubmitRunContinuation", ".runContinuation", "submitRunContinuation"));

    assertThat(DrawnClass.calls(woven, "lazySubmitRunContinuation")).doesNotContain("!runnable");
    assertThat(DrawnClass.calls(woven, "afterYield"))
        .containsExactly(
            "!runnable", "externalSubmitRunContinuation", "!runnable", "submitRunContinuation");
  }

  @Test
  void submissionOnTheCarrier_isHookedBeforeTheSwitch() throws UnknownShapeException {
    byte[] woven =
        weave(
            runs()
                .method("start", "submitRunContinuation")
                .method(
                    "unpark",
                    "switchToCarrierThread",
                    "submitRunContinuation",
                    "switchToVirtualThread",
                    "submitRunContinuation")
                .method("cancel", "switchToCarrierThread", "switchToVirtualThread"));

    assertThat(DrawnClass.calls(woven, "unpark"))
        .containsExactly(
            "!runnable",
            "switchToCarrierThread",
            "submitRunContinuation",
            "switchToVirtualThread",
            "!runnable",
            "submitRunContinuation");
    assertThat(DrawnClass.calls(woven, "cancel")).doesNotContain("!runnable");
  }

  @Test
  void classWithoutAfterYield_isRefused() {
    DrawnClass drawn =
        states()
            .method("runContinuation", "mount", "unmount", "afterDone")
            .method("start", "submitRunContinuation")
            .method("unpark", "submitRunContinuation");

    assertThatThrownBy(() -> weave(drawn))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessage(
            "expected a call of afterYield by runContinuation in java.lang.VirtualThread,"
                + " found none");
  }

  @Test
  void classWithoutKnownStates_isRefused() {
    DrawnClass drawn =
        new DrawnClass(TARGET)
            .method("runContinuation", "mount", "unmount", "afterDone", "afterYield")
            .method("start", "submitRunContinuation")
            .method("unpark", "submitRunContinuation");

    assertThatThrownBy(() -> weave(drawn)).isInstanceOf(UnknownShapeException.class);
  }

  @Test
  void submissionByAnotherWay_isRefused() {
    DrawnClass drawn =
        runs()
            .method("start", "submitRunContinuation")
            .method("unpark", "submitRunContinuation")
            .method("wakeSomehow", ".runContinuation");

    assertThatThrownBy(() -> weave(drawn))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessageContaining("wakeSomehow");
  }

  @Test
  @EnabledForJreRange(minVersion = VirtualThreadPoint.FIRST_FEATURE)
  void classOfThisJdk_isWoven() throws IOException, UnknownShapeException {
    byte[] bytes;
    try (InputStream in = Object.class.getResourceAsStream("VirtualThread.class")) {
      bytes = in == null ? new byte[0] : in.readAllBytes();
    }

    byte[] woven = transformer.weave(new VirtualThreadPoint(), bytes);

    assertThat(DrawnClass.calls(woven, "runContinuation")).contains("!mounting", "!stopped");
    assertThat(DrawnClass.calls(woven, "start")).containsOnlyOnce("!starting");
    assertThat(DrawnClass.calls(woven, "unpark")).contains("!runnable");
  }

  @Test
  void jdkWithoutVirtualThreads_hasNoSuchPoint() {
    assertThat(HookPoints.of(17)).doesNotHaveAnyElementsOfTypes(VirtualThreadPoint.class);
    assertThat(HookPoints.of(21)).hasAtLeastOneElementOfType(VirtualThreadPoint.class);
  }
}
