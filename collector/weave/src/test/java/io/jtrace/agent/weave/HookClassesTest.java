package io.jtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodInsnNode;

final class HookClassesTest {

  @Test
  void call_bearsTheNameInsideTheJdk() throws IOException {
    HookClasses classes = HookClasses.read(Set.of("UnparkHooks"));

    MethodInsnNode call = classes.to("UnparkHooks", "unparking");

    assertThat(call.owner).matches("java/lang/JtraceUnparkHooks_[0-9a-f]+");
    assertThat(call.desc).isEqualTo("(Ljava/lang/Object;)V");
  }

  @Test
  void otherClasses_haveOtherNames() throws IOException {
    assertThat(HookClasses.read(Set.of("UnparkHooks")).nameOf("NopEvent"))
        .isNotEqualTo(HookClasses.read(Set.of("VirtualThreadHooks")).nameOf("NopEvent"));
  }

  @Test
  void hookThatIsNotThere_isRefused() throws IOException {
    HookClasses classes = HookClasses.read(Set.of("UnparkHooks"));

    assertThatThrownBy(() -> classes.to("UnparkHooks", "parking"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no hook UnparkHooks.parking");
    assertThatThrownBy(() -> HookClasses.read(Set.of("NoHooks"))).isInstanceOf(IOException.class);
  }
}
