package io.jtrace.web.api;

import java.net.URI;
import java.util.Locale;

/**
 * Where the pages lead outside of the viewer.
 *
 * @param perfettoUi address of the Perfetto UI that <em>Open in Perfetto</em> uses
 * @param traceLink address of a trace in the system that keeps distributed traces, with labels of a
 *     task in braces, such as {@code https://jaeger.example/trace/{traceId}}; empty for none
 */
public record Links(String perfettoUi, String traceLink) {

  private static final String EXPECTED =
      "expected an http or https address with a label in braces, such as"
          + " https://jaeger.example/trace/{traceId}, found ";

  /**
   * Checks the link.
   *
   * @throws IllegalArgumentException if it is no address of the web, or names no label
   */
  public Links {
    if (!traceLink.isEmpty() && !isTemplate(traceLink)) {
      throw new IllegalArgumentException(EXPECTED + traceLink);
    }
  }

  /** Labels belong behind the host: a label must not decide where a link leads. */
  private static boolean isTemplate(String link) {
    String filled = link.replaceAll("\\{[^{}]+\\}", "x");
    try {
      URI uri = URI.create(filled);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      boolean isWeb = scheme.equals("https") || scheme.equals("http");
      return isWeb
          && host != null
          && !filled.equals(link)
          && link.contains("://" + uri.getRawAuthority());
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
