package io.jtrace.web.view;

import io.jtrace.web.api.EmbeddedProfile;
import io.jtrace.web.api.EmbeddedTrace;
import io.jtrace.web.load.UnreadableException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The browser UI with a trace or a profile in one file of HTML, which opens from a disk. Data are
 * compressed and in base64, so no text of theirs is ever part of the page; and the policy in its
 * head lets no script run but the UI's own, and nothing be loaded.
 */
public final class SingleFile {
  private static final String FOLDER = "/io/jtrace/web/ui/";
  private static final Pattern SCRIPT =
      Pattern.compile("<script type=\"module\"[^>]*src=\"\\./([^\"]+)\"[^>]*></script>");
  private static final Pattern STYLE =
      Pattern.compile("<link rel=\"stylesheet\"[^>]*href=\"\\./([^\"]+)\"[^>]*>");

  private SingleFile() {}

  /** Writes a content. */
  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Something that the page carries, under an id. */
  private record Part(String id, Content content) {}

  /** Writes the file; does not close {@code out}. */
  public static void write(EmbeddedTrace trace, OutputStream out) throws IOException {
    write(trace, FOLDER, out);
  }

  /** Writes the file; does not close {@code out}. */
  public static void write(EmbeddedProfile profile, OutputStream out) throws IOException {
    write(profile, FOLDER, out);
  }

  /** Writes the file with the UI in {@code folder}, which ends with a slash. */
  static void write(EmbeddedTrace trace, String folder, OutputStream out) throws IOException {
    Part answers = new Part("jtrace-answers", trace::writeAnswers);
    Part columns = new Part("jtrace-columns", trace::writeColumns);
    write(List.of(answers, columns), folder, out);
  }

  /** Writes the file with the UI in {@code folder}, which ends with a slash. */
  static void write(EmbeddedProfile profile, String folder, OutputStream out) throws IOException {
    write(List.of(new Part("jtrace-profile", profile::write)), folder, out);
  }

  private static void write(List<Part> parts, String folder, OutputStream out) throws IOException {
    String index = resource(folder + "index.html");
    String script = inlined(resource(folder + linked(SCRIPT, index)));
    String style = resource(folder + linked(STYLE, index));
    text(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\""
            + policy(script)
            + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>jtrace</title>\n<style>");
    text(out, style.replace("</", "<\\/"));
    text(out, "</style>\n</head>\n<body>\n<div id=\"app\"></div>\n");
    text(out, "<noscript>jtrace needs JavaScript to draw anything.</noscript>\n");
    for (Part part : parts) {
      data(out, part);
    }
    text(out, "<script type=\"module\">");
    text(out, script);
    text(out, "</script>\n</body>\n</html>\n");
  }

  private static String policy(String script) {
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; form-action 'none';"
        + " base-uri 'none'; script-src 'sha256-"
        + hash(script)
        + "'";
  }

  private static String hash(String script) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Within a page a script ends at the first end tag, wherever it stands in the script. */
  private static String inlined(String script) {
    return script
        .replaceAll("(?i)</(?=script)", "<\\\\/")
        .replace("<!--", "<\\!--")
        .replaceAll("\n?//# sourceMappingURL=.*", "")
        .replace("\r", "");
  }

  private static String linked(Pattern pattern, String index) throws IOException {
    Matcher matcher = pattern.matcher(index);
    if (!matcher.find()) {
      throw new UnreadableException("this jtrace.jar was built with a browser UI of another form");
    }
    return matcher.group(1);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SingleFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new UnreadableException("this jtrace.jar was built without the browser UI");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void data(OutputStream out, Part part) throws IOException {
    text(out, "<script type=\"application/octet-stream\" id=\"" + part.id() + "\">");
    try (OutputStream gzip =
        new GZIPOutputStream(Base64.getEncoder().wrap(new Unclosed(out)), 64 << 10)) {
      part.content().writeTo(gzip);
    }
    text(out, "</script>\n");
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Base64 pads when it is closed, and the file goes on. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
