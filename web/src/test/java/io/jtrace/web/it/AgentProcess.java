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
  private final URI address;

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
    Path out = Files.createTempFile(directory, "out", "");
    Path errors = Files.createTempFile(directory, "err", "");
    Path temporary = Files.createTempDirectory(directory, "tmp");
    List<Path> all = new ArrayList<>(List.of(directory));
    all.addAll(classPath);
    Process process =
        new ProcessBuilder(
                Jar.java(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary,
                "-javaagent:" + Jar.path() + "=listen=127.0.0.1:0",
                "-cp",
                Jar.join(all),
                mainClass)
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
      if (matcher.find()) {
        return URI.create(matcher.group(1));
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
  String jcmd(String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Path home = Objects.requireNonNull(out.getParent());
    return Jar.finish(home, List.of(jcmd, Long.toString(process.pid()), command)).text();
  }

  /** Returns the program's own directory for temporary files. */
  Path temporary() {
    return temporary;
  }

  /** Returns the files in the program's own directory for temporary files, and below it. */
  List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(Files::isRegularFile).toList();
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
