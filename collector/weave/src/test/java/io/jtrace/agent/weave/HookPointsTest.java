package io.jtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

final class HookPointsTest {

  static List<HookPoint> pointsOfThisJdk() {
    return HookPoints.of(Runtime.version().feature()).stream()
        .filter(HookPoint::isOfTheJdk)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pointsOfThisJdk")
  void classOfThisJdk_hasTheKnownShape(HookPoint point) throws Exception {
    HookClasses calls = HookClasses.read(Set.copyOf(point.hooks()));
    byte[] bytes = bytes(point.target());

    byte[] woven = new HookTransformer(List.of(point), calls).weave(point, bytes);

    assertThat(hookCalls(bytes)).isEmpty();
    if (!isAllowedToFindNothing(point)) {
      assertThat(hookCalls(woven))
          .isSubsetOf(point.hooks().stream().map(calls::nameOf).collect(Collectors.toSet()))
          .isNotEmpty();
    }
  }

  private static boolean isAllowedToFindNothing(HookPoint point) {
    return point instanceof UnparkPoint unparks && unparks.leastCalls() == 0;
  }

  private static Set<String> hookCalls(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    return node.methods.stream()
        .flatMap(HookPointsTest::owners)
        .filter(owner -> owner.startsWith("java/lang/Jtrace"))
        .collect(Collectors.toSet());
  }

  private static Stream<String> owners(MethodNode method) {
    return Stream.of(method.instructions.toArray())
        .filter(MethodInsnNode.class::isInstance)
        .map(call -> ((MethodInsnNode) call).owner);
  }

  private static byte[] bytes(String target) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(target + ".class")) {
      if (in == null) {
        throw new IOException("no class " + target);
      }
      return in.readAllBytes();
    }
  }
}
