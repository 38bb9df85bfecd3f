package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

final class JarLayoutIT {
  private static final String HIDDEN = "META-INF/jtrace/lib/";

  @Test
  void root_holdsOurClassesOnly() throws IOException {
    assertThat(files())
        .filteredOn(name -> !name.startsWith("META-INF/"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io/jtrace/"))
        .noneMatch(name -> name.startsWith("io/jtrace/shaded/"))
        .noneMatch(name -> name.startsWith("io/jtrace/web/"))
        .noneMatch(name -> name.startsWith("io/jtrace/agent/weave/"))
        .noneMatch(name -> name.startsWith("io/jtrace/timeline/"));
  }

  @Test
  void hiddenClasses_areOursOrRenamed() throws IOException {
    List<String> classes = files().stream().filter(name -> name.endsWith(".class")).toList();

    assertThat(classes)
        .filteredOn(name -> name.startsWith(HIDDEN))
        .allMatch(name -> name.startsWith(HIDDEN + "io/jtrace/"))
        .contains(
            HIDDEN + "io/jtrace/shaded/netty/channel/Channel.class",
            HIDDEN + "io/jtrace/shaded/protobuf/CodedOutputStream.class",
            HIDDEN + "io/jtrace/shaded/jackson/core/JsonGenerator.class",
            HIDDEN + "io/jtrace/shaded/asm/ClassReader.class",
            HIDDEN + "io/jtrace/agent/weave/JdkWeaver.class",
            HIDDEN + "io/jtrace/web/cli/JtraceCommand.class");
  }

  @Test
  void metaInf_holdsNoJunk() throws IOException {
    assertThat(files())
        .noneMatch(name -> name.contains("META-INF/maven/"))
        .noneMatch(name -> name.contains("META-INF/versions/"))
        .noneMatch(name -> name.contains("META-INF/native"))
        .noneMatch(name -> name.endsWith("module-info.class"))
        .filteredOn(name -> name.startsWith("META-INF/services/"))
        .containsExactly("META-INF/services/io.jtrace.api.spi.Collector");
  }

  @Test
  void licences_areIncluded() throws IOException {
    assertThat(files()).contains("META-INF/LICENSE", "META-INF/NOTICE", HIDDEN + "META-INF/NOTICE");
  }

  @Test
  void services_areOurProviders() throws IOException {
    assertThat(text("META-INF/services/io.jtrace.api.spi.Collector"))
        .isEqualTo("io.jtrace.agent.ProgramCollector");
    assertThat(text(HIDDEN + "META-INF/services/io.jtrace.agent.spi.HttpServerProvider"))
        .isEqualTo("io.jtrace.web.http.AgentServerProvider");
    assertThat(text(HIDDEN + "META-INF/services/io.jtrace.agent.spi.TraceExporter"))
        .isEqualTo("io.jtrace.web.load.RecordingExporter");
    assertThat(text(HIDDEN + "META-INF/services/io.jtrace.agent.spi.HookWeaver"))
        .isEqualTo("io.jtrace.agent.weave.JdkWeaver");
  }

  @Test
  void manifest_namesAgentAndCommand() throws IOException {
    try (JarFile jar = new JarFile(Jar.path().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue("Main-Class")).isEqualTo("io.jtrace.agent.Main");
      assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.jtrace.agent.Agent");
      assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.jtrace.agent.Agent");
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
      assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.jtrace");
    }
  }

  @Test
  void entries_bearTheTimeOfTheBuildDescription() throws IOException {
    try (JarFile jar = new JarFile(Jar.path().toFile())) {
      assertThat(jar.stream().map(JarEntry::getTime).distinct()).hasSize(1);
    }
  }

  private static List<String> files() throws IOException {
    try (JarFile jar = new JarFile(Jar.path().toFile())) {
      return jar.stream().filter(e -> !e.isDirectory()).map(JarEntry::getName).toList();
    }
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(Jar.path().toFile());
        InputStream in = jar.getInputStream(jar.getJarEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
