package io.jtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent in a JVM of its own, in a jar laid out like the real one with a small server in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AgentTest {

  private static final Pattern URL = Pattern.compile("http://\\S+/debug/pprof/");

  private final Path directory;
  private final Path jar;

  AgentTest(@TempDir Path directory) {
    this.directory = directory;
    this.jar = directory.resolve("jtrace.jar");
  }

  @BeforeAll
  void buildJar() throws Exception {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Main-Class", Main.class.getName());
    attributes.putValue("Premain-Class", Agent.class.getName());
    attributes.putValue("Agent-Class", Agent.class.getName());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      addAll(entries, "", classesOf(Agent.class));
      addAll(entries, "", classesOf(io.jtrace.api.Region.class));
      addAll(entries, "", classesOf(io.jtrace.boot.LimitEvent.class));
      addAll(entries, PrivateLoader.PREFIX, classesOf(AgentTest.class));
    }
  }

  private static Path classesOf(Class<?> type) throws Exception {
    URL location = type.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(location.toURI());
  }

  /** Adds a directory of classes, or a jar of them, depending on how far Maven has got. */
  private static void addAll(JarOutputStream entries, String prefix, Path classes)
      throws IOException {
    if (Files.isDirectory(classes)) {
      addTree(entries, prefix, classes);
    } else {
      try (FileSystem archive = FileSystems.newFileSystem(classes)) {
        addTree(entries, prefix, archive.getPath("/"));
      }
    }
  }

  private static void addTree(JarOutputStream entries, String prefix, Path root)
      throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          entries.putNextEntry(new JarEntry(prefix + name));
          entries.write(Files.readAllBytes(file));
          entries.closeEntry();
        }
      }
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("JTRACE_"));
    return builder.start();
  }

  /** Runs a program of one line, {@code java -version}, and returns what was said on stderr. */
  private List<String> said(String agentArgument, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("-javaagent:" + jar + agentArgument);
    all.add("-version");
    Process process = start(all.toArray(String[]::new));
    String output = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).as("the program has run").contains("Runtime Environment");
    return output.lines().filter(line -> line.startsWith("jtrace: ")).toList();
  }

  @Test
  void agent_greetsInOneSentence() throws Exception {
    assertThat(said("=listen=127.0.0.1:0"))
        .hasSize(1)
        .allMatch(
            line -> line.startsWith("jtrace: traces of this program are at http://127.0.0.1:"));
  }

  @ParameterizedTest
  @CsvSource({"'=listen=127.0.0.1:0,quiet'", "=listen=off"})
  void quietAgent_saysNothing(String argument) throws Exception {
    assertThat(said(argument)).isEmpty();
  }

  @Test
  void wrongOptions_areOneSentenceEach() throws Exception {
    assertThat(said("=listen=off,nosuch=1,detail=some", "-Djtrace.maxseconds=x"))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("jtrace: there is no option nosuch"))
        .anyMatch(line -> line.startsWith("jtrace: detail=some: expected normal or full"))
        .anyMatch(line -> line.startsWith("jtrace: jtrace.maxseconds=x: expected a number"));
  }

  @Test
  void portInUse_isOneSentenceAndTheProgramRuns() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(said("=listen=127.0.0.1:" + taken.getLocalPort()))
          .hasSize(1)
          .allMatch(line -> line.startsWith("jtrace: cannot listen on 127.0.0.1:"))
          .allMatch(line -> line.endsWith("; the program runs on without it"));
    }
  }

  @Test
  void unknownHost_isOneSentenceAndTheProgramRuns() throws Exception {
    assertThat(said("=listen=no-such-host.invalid:0"))
        .hasSize(1)
        .allMatch(line -> line.startsWith("jtrace: cannot listen on no-such-host.invalid:0"));
  }

  @Test
  void programWithTheAgent_isRecordedAndNothingStaysBehind() throws Exception {
    Path source = directory.resolve("Sleeper.java");
    Files.writeString(
        source,
        """
        class Sleeper {
          public static void main(String[] arguments) throws Exception {
            for (int i = 0; i < 100_000; i++) Thread.sleep(5);
          }
        }
        """);
    Process program =
        start("-javaagent:" + jar + "=listen=127.0.0.1:0,stackdepth=99", source.toString());
    try (BufferedReader errors =
        new BufferedReader(
            new InputStreamReader(program.getErrorStream(), StandardCharsets.UTF_8))) {
      List<RecordedEvent> events = record(url(errors) + "trace?seconds=1");

      assertThat(events)
          .anyMatch(event -> event.getEventType().getName().equals("jdk.ThreadSleep"));
      assertThat(events)
          .filteredOn(event -> event.getEventType().getName().equals("jtrace.TraceInfo"))
          .extracting(event -> event.getInt("stackDepth"))
          .containsOnly(99);
    } finally {
      program.destroy();
    }
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(file -> !file.startsWith(directory.resolve("received"))))
          .as("no scratch file, no repository of JFR")
          .allMatch(file -> List.of(directory, jar, source).contains(file));
    }
  }

  private static String url(BufferedReader errors) throws IOException {
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      Matcher matcher = URL.matcher(line);
      if (matcher.find()) {
        return matcher.group();
      }
    }
    throw new IOException("the agent said no address");
  }

  private List<RecordedEvent> record(String url) throws Exception {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    Path received = Files.createDirectories(directory.resolve("received"));
    Path file = Files.write(received.resolve("trace.jfr"), response.body());
    return RecordingFile.readAllEvents(file);
  }
}
