package io.jtrace.web.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Fetches a recording from the address of a running JVM. */
public final class Download {
  private static final int MAX_ERROR_BYTES = 1000;

  private Download() {}

  /** Returns a new temporary file with what the address answers. */
  static Path fetch(URI address, Progress progress) throws IOException {
    Path file = Files.createTempFile("jtrace-", ".jfr");
    file.toFile().deleteOnExit();
    boolean isDone = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      copy(address, Optional.empty(), out, progress);
      isDone = true;
      return file;
    } finally {
      if (!isDone) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Writes what an address answers. Does not close the stream.
   *
   * @param token that the address asks for
   * @throws UnreadableException if it answers nothing, or an error, with a sentence for the user
   * @throws IOException if the stream cannot be written
   */
  public static void copy(URI address, Optional<String> token, OutputStream out, Progress progress)
      throws IOException {
    HttpResponse<InputStream> response = ask(address, token);
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw refused(address, response.statusCode(), body);
      }
      long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      byte[] block = new byte[64 << 10];
      long done = 0;
      for (int n = read(address, body, block); n >= 0; n = read(address, body, block)) {
        out.write(block, 0, n);
        done += n;
        progress.advanced(done, length);
      }
    }
  }

  private static HttpResponse<InputStream> ask(URI address, Optional<String> token)
      throws UnreadableException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    try {
      // No time-out for the answer: it takes as long as the trace that the address asks for.
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw unreachable(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableException("interrupted while fetching " + address, e);
    }
  }

  private static int read(URI address, InputStream body, byte[] block) throws UnreadableException {
    try {
      return body.read(block);
    } catch (IOException e) {
      throw unreachable(address, e);
    }
  }

  private static UnreadableException unreachable(URI address, IOException e) {
    String reason = e.getMessage() == null ? "no connection" : e.getMessage();
    return new UnreadableException("cannot fetch " + address + ": " + reason, e);
  }

  private static UnreadableException refused(URI address, int status, InputStream body)
      throws IOException {
    String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8).strip();
    String sentence = text.contains("<") ? "" : text.lines().findFirst().orElse("");
    return new UnreadableException(
        address + " answered " + status + (sentence.isEmpty() ? "" : ": " + sentence));
  }
}
