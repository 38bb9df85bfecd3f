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

/** Fetches a recording from the address of a running JVM. */
final class Download {
  private static final int MAX_ERROR_BYTES = 1000;

  private Download() {}

  /** Returns a new temporary file with what the address answers. */
  static Path fetch(URI address, Progress progress) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(address).build();
    try {
      // No time-out for the answer: it takes as long as the trace that the address asks for.
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw refused(address, response.statusCode(), body);
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        return save(body, length, progress);
      }
    } catch (UnreadableException e) {
      throw e;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "no connection" : e.getMessage();
      throw new UnreadableException("cannot fetch " + address + ": " + reason, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableException("interrupted while fetching " + address, e);
    }
  }

  private static UnreadableException refused(URI address, int status, InputStream body)
      throws IOException {
    String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8).strip();
    String sentence = text.contains("<") ? "" : text.lines().findFirst().orElse("");
    return new UnreadableException(
        address + " answered " + status + (sentence.isEmpty() ? "" : ": " + sentence));
  }

  private static Path save(InputStream body, long length, Progress progress) throws IOException {
    Path file = Files.createTempFile("jtrace-", ".jfr");
    file.toFile().deleteOnExit();
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = new byte[64 << 10];
      long done = 0;
      for (int n = body.read(block); n >= 0; n = body.read(block)) {
        out.write(block, 0, n);
        done += n;
        progress.advanced(done, length);
      }
      return file;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
