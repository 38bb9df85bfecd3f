package io.jtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ForkJoinPointTest {

  private static void weave(HookPoint point) throws Exception {
    HookTransformer transformer =
        new HookTransformer(List.of(), HookClasses.read(Set.copyOf(point.hooks())));
    transformer.weave(point, new DrawnClass(point.target()).method("submit", "push").bytes());
  }

  @Test
  void poolThatSubmitsOtherwise_isRefusedInASentence() {
    assertThatThrownBy(() -> weave(new ForkJoinPoint()))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessage(
            "expected method externalSubmit(Ljava/util/concurrent/ForkJoinTask;)"
                + "Ljava/util/concurrent/ForkJoinTask; in java.util.concurrent.ForkJoinPool, found none");
  }

  @Test
  void taskThatRunsOtherwise_isRefusedInASentence() {
    assertThatThrownBy(() -> weave(new ForkJoinTaskPoint()))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessage(
            "expected method doExec()I or ()V in java.util.concurrent.ForkJoinTask, found none");
  }
}
