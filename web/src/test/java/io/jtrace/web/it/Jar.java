package io.jtrace.web.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code jtrace.jar} and JVMs that run it. */
final class Jar {
  private Jar() {}

  /** What a finished process left. */
  static final class Result {
    private final int exitCode;
    private final byte[] bytes;
    private final String errors;

    Result(int exitCode, byte[] bytes, String errors) {
      this.exitCode = exitCode;
      this.bytes = bytes;
      this.errors = errors;
    }

    int exitCode() {
      return exitCode;
    }

    byte[] bytes() {
      return bytes;
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String errors() {
      return errors;
    }
  }

  static Path path() {
    return Path.of(System.getProperty("jtrace.jar", "target/jtrace.jar")).toAbsolutePath();
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs {@code java -jar jtrace.jar} to its end. */
  static Result run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "-jar", path().toString()));
    command.addAll(List.of(arguments));
    return finish(directory, command);
  }

  /** Runs a command to its end. */
  static Result finish(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", "");
    Path errors = Files.createTempFile(directory, "err", "");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new IOException("no end within two minutes: " + command);
      }
      return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(errors));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Compiles a program of one file into {@code directory}. */
  static void compile(
      Path directory, String name, String source, List<Path> classPath, String... moreOptions)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve(name + ".java"), source);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of(moreOptions));
    command.addAll(List.of("-cp", join(classPath), "-d", directory.toString(), file.toString()));
    Result result = finish(directory, command);
    if (result.exitCode() != 0) {
      throw new IOException(result.text() + result.errors());
    }
  }

  static String join(List<Path> classPath) {
    return String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
  }
}
