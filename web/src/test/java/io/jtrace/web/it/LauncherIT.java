package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/jtrace} and its archive of classes, over a copy of the jars. */
final class LauncherIT {
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void copyTheProject() throws IOException {
    assumeThat(Path.of("/bin/bash")).as("the launcher is a bash script").exists();
    Path jar = Jar.path();
    Path built = Objects.requireNonNull(jar.getParent());
    Path scripts = built.resolve("../../scripts").normalize();
    Files.createDirectories(directory.resolve("scripts"));
    Files.createDirectories(directory.resolve("web/target"));
    for (String script : List.of("jtrace", "lib.sh")) {
      Files.copy(scripts.resolve(script), directory.resolve("scripts").resolve(script));
    }
    for (Path file : List.of(built.resolve("hidden.jar"), jar)) {
      Files.copy(file, directory.resolve("web/target").resolve(file.getFileName()));
    }
  }

  @Test
  void classes_comeFromTheArchive() throws Exception {
    Path log = directory.resolve("classes.log");

    Jar.Result result =
        launch(Map.of("JTRACE_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "version");

    assertThat(result.text()).startsWith("jtrace ");
    assertThat(result.errors()).isEmpty();
    assertThat(Files.readString(log))
        .containsPattern("io\\.jtrace\\.web\\.cli\\.JtraceCommand source: shared objects file");
    assertThat(directory.resolve("web/target/cds")).isDirectoryNotContaining("glob:**/new.*");
  }

  @Test
  void brokenArchive_isNotMentioned() throws Exception {
    launch(Map.of(), "version");
    Files.writeString(archive(), "this is no archive", StandardCharsets.UTF_8);

    Jar.Result result = launch(Map.of(), "version");

    assertThat(result.text()).startsWith("jtrace ");
    assertThat(result.errors()).isEmpty();
  }

  @Test
  void archiveThatCannotBeMade_isNotTriedAgain() throws Exception {
    Map<String, String> noSharing = Map.of("JDK_JAVA_OPTIONS", "-Xshare:off");

    assertThat(launch(noSharing, "version").text()).startsWith("jtrace ");
    assertThat(archive()).isEmptyFile();
    FileTime first = Files.getLastModifiedTime(archive());
    assertThat(launch(noSharing, "version").text()).startsWith("jtrace ");
    assertThat(Files.getLastModifiedTime(archive())).isEqualTo(first);
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("web/target/cds"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private Jar.Result launch(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("java.home"));
    StringBuilder line = new StringBuilder("JAVA_HOME='" + home + "'");
    environment.forEach((name, value) -> line.append(' ').append(name + "='" + value + "'"));
    line.append(" scripts/jtrace ").append(String.join(" ", arguments));
    return Jar.finish(directory, List.of("/bin/bash", "-c", line.toString()));
  }
}
