package io.jtrace.web.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The viewer of a trace, until closed. */
final class Viewer implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://\\S+");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path errors;
  private final URI first;

  private Viewer(Process process, Path errors, URI first) {
    this.process = process;
    this.errors = errors;
    this.first = first;
  }

  /** Starts a viewer and waits until it tells its address. */
  static Viewer of(Path trace) throws IOException, InterruptedException {
    Path directory = Objects.requireNonNull(trace.getParent());
    Path out = Files.createTempFile(directory, "viewer", ".out");
    Path errors = Files.createTempFile(directory, "viewer", ".err");
    Process process =
        new ProcessBuilder(
                Jar.java(), "-jar", Jar.path().toString(), "--no-browser", trace.toString())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      return new Viewer(process, errors, awaitAddress(process, out));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI awaitAddress(Process process, Path out)
      throws IOException, InterruptedException {
    for (int i = 0; i < 1200 && process.isAlive(); i++) {
      Matcher matcher = ADDRESS.matcher(Files.readString(out));
      if (matcher.find()) {
        return URI.create(matcher.group());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IOException("the viewer told no address");
  }

  /** Returns the address that it told, with the token. */
  URI first() {
    return first;
  }

  /** Returns what is answered to somebody who knows the token. */
  byte[] get(String pathAndQuery) throws IOException, InterruptedException {
    String token = (pathAndQuery.contains("?") ? "&" : "?") + first.getRawQuery();
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(first.resolve(pathAndQuery + token)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(pathAndQuery + " was answered " + answer.statusCode());
    }
    return answer.body();
  }

  /** Returns what it said on its standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
