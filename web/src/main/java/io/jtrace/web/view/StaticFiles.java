package io.jtrace.web.view;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the browser UI, as resources. Paths that name no file are pages of the UI, which
 * finds its way itself: they get {@code index.html}.
 *
 * <p>Files below {@code /assets/} carry a hash of their content in their names, so a browser may
 * keep them for ever; all others it asks for again, with the tag it has.
 */
final class StaticFiles implements Handler {
  private static final String ASSETS = "/assets/";
  private static final String INDEX = "/index.html";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/vnd.microsoft.icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private static final class File {
    private final byte[] bytes;
    private final String etag;

    File(byte[] bytes) {
      this.bytes = bytes;
      this.etag = etag(bytes);
    }
  }

  private final String folder;
  private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();

  /** Serves the resources below {@code folder}, which begins with a slash and does not end so. */
  StaticFiles(String folder) {
    this.folder = folder;
  }

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    String path = request.path();
    Optional<File> file = file(path);
    boolean isAsset = path.startsWith(ASSETS);
    if (file.isEmpty() && !isAsset) {
      path = INDEX;
      file = file(path);
      if (file.isEmpty()) {
        Answers.text(response, 404, "this jtrace.jar was built without the browser UI");
        return;
      }
    }
    if (file.isEmpty()) {
      Answers.text(response, 404, "no such file: " + path);
      return;
    }
    answer(request, response, path, file.get(), isAsset ? FOR_EVER : "no-cache");
  }

  private static void answer(
      Request request, EndpointResponse response, String path, File file, String caching)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", file.etag);
    headers.put("Cache-Control", caching);
    if (file.etag.equals(request.headers().first("If-None-Match"))) {
      Answers.empty(response, 304, headers);
      return;
    }
    String extension = path.substring(path.lastIndexOf('.') + 1);
    headers.put("Content-Type", MEDIA_TYPES.getOrDefault(extension, "application/octet-stream"));
    Answers.bytes(response, 200, headers, file.bytes);
  }

  private Optional<File> file(String path) throws IOException {
    Optional<File> known = files.get(path);
    if (known != null) {
      return known;
    }
    Optional<File> read = read(path);
    if (read.isPresent()) {
      // What is not there is not remembered: anybody may ask for any name.
      files.put(path, read);
    }
    return read;
  }

  private Optional<File> read(String path) throws IOException {
    if (path.endsWith("/") || path.contains("..") || path.contains("\\") || path.contains("//")) {
      return Optional.empty();
    }
    try (InputStream in = StaticFiles.class.getResourceAsStream(folder + path)) {
      if (in == null || path.lastIndexOf('.') < path.lastIndexOf('/')) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      return Optional.of(new File(bytes));
    }
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
