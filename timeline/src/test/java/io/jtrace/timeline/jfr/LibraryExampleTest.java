package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of how to use the reader as a library compiles and runs. */
class LibraryExampleTest {
  private static final String PACKAGE_INFO =
      "timeline/src/main/java/io/jtrace/timeline/jfr/package-info.java";

  @Test
  void example_countsEventsByTypeWithNothingButThisModule(@TempDir Path directory)
      throws IOException, InterruptedException, URISyntaxException {
    Path program = Files.writeString(directory.resolve("CountEvents.java"), example());
    Path recording = Files.write(directory.resolve("app.jfr"), Documents.wholeRecording());

    String output = run(program, recording);

    assertThat(output.lines()).containsExactly("        1 demo.Greeting");
  }

  @Test
  void example_isNoLongerThanTenLines() throws IOException {
    assertThat(example().lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(10);
  }

  @Test
  void examplesOfThePackage_compile(@TempDir Path directory)
      throws IOException, URISyntaxException {
    String code = String.join("\n", examplesOf(Documents.read(PACKAGE_INFO)));
    Path program =
        Files.writeString(
            directory.resolve("Example.java"),
            "import io.jtrace.timeline.jfr.*; import java.nio.file.*; class Example {"
                + " void example(String[] args) throws Exception {"
                + code
                + "} }");
    StringWriter messages = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-cp", classes().toString(), "-proc:none", "-d", directory.toString()),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(program))
            .call();

    assertThat(compiled).as(code + messages).isTrue();
    assertThat(code.lines()).hasSizeGreaterThan(5);
  }

  private static List<String> examplesOf(String source) {
    List<String> examples = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("<pre>(?:\\{@code)?(.*?)}?</pre>", Pattern.DOTALL).matcher(source);
    while (matcher.find()) {
      examples.add(
          matcher.group(1).replaceAll("(?m)^ \\*", "").replace("&lt;", "<").stripTrailing());
    }
    return examples;
  }

  private static String example() throws IOException {
    return Documents.blocks(Documents.read("README.md"), "java").stream()
        .filter(block -> block.contains("class CountEvents"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("README.md has no class CountEvents"));
  }

  private static String run(Path program, Path recording)
      throws IOException, InterruptedException, URISyntaxException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                classes().toString(),
                program.toString(),
                recording.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(
        RecordingReader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
