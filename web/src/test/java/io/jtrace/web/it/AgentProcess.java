package io.jtrace.web.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program with the agent, until closed. */
final class AgentProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://[0-9.:]+)/debug/pprof/");

  private final Process process;
  private final Path out;
  private final Path errors;
  private final Path temporary;
  private URI address;

  private AgentProcess(Process process, Path out, Path errors, Path temporary, URI address) {
    this.process = process;
    this.out = out;
    this.errors = errors;
    this.temporary = temporary;
    this.address = address;
  }

  /** Starts a class of {@code directory} with the agent on any port. */
  static AgentProcess start(Path directory, String mainClass, List<Path> classPath)
      throws IOException, InterruptedException {
    List<Path> all = new ArrayList<>(List.of(directory));
    all.addAll(classPath);
    return start(directory, List.of(agent("")), List.of("-cp", Jar.join(all), mainClass));
  }

  /** Returns the option of a JVM that starts the agent on any port. */
  static String agent(String moreOptions) {
    return "-javaagent:" + Jar.path() + "=listen=127.0.0.1:0" + moreOptions;
  }

  /** Starts a JVM and waits until an agent tells its address. */
  static AgentProcess start(Path directory, List<String> jvmOptions, List<String> program)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", "");
    Path errors = Files.createTempFile(directory, "err", "");
    Path temporary = Files.createTempDirectory(directory, "tmp");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Jar.java(), "-Xmx256m", "-Djava.io.tmpdir=" + temporary));
    command.addAll(jvmOptions);
    command.addAll(program);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      return new AgentProcess(process, out, errors, temporary, await(process, errors));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI await(Process process, Path errors) throws IOException, InterruptedException {
    for (int i = 0; i < 1200; i++) {
      Matcher matcher = ADDRESS.matcher(Files.readString(errors));
      String last = "";
      while (matcher.find()) {
        last = matcher.group(1);
      }
      if (!last.isEmpty()) {
        return URI.create(last);
      }
      if (!process.isAlive()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IOException("the agent told no address: " + Files.readString(errors));
  }

  /** Returns an address of the agent's server. */
  URI resolve(String pathAndQuery) {
    return address.resolve(pathAndQuery);
  }

  /** Returns what {@code jcmd} answers for this program. */
  String jcmd(String... command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Path home = Objects.requireNonNull(out.getParent());
    List<String> all = new ArrayList<>(List.of(jcmd, Long.toString(process.pid())));
    all.addAll(List.of(command));
    return Jar.finish(home, all).text();
  }

  /** Attaches the agent while the program runs, and waits for what it says. */
  void attach(String options) throws IOException, InterruptedException {
    long said = errors().lines().count();
    jcmd("JVMTI.agent_load", Jar.path().toString(), "\"" + options + "\"");
    for (int i = 0; i < 600 && errors().lines().count() == said; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    address = await(process, errors);
  }

  /** Returns the files in the program's own directory for temporary files, and below it. */
  List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Waits until the program has ended by itself. */
  void awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      throw new IOException("no end within three minutes: " + output() + errors());
    }
  }

  String output() throws IOException {
    return Files.readString(out);
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
