package io.jtrace.agent.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The page at {@code /debug/pprof/}: what there is, with links that work. */
final class IndexPage {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2.5rem auto;
        padding: 0 1rem; color: #171c24; background: #fff; }
      h1 { font-size: 1.3rem; }
      p, dd { color: #5a6573; }
      a { color: #4453d6; }
      dt { margin-top: 1rem; }
      dd { margin: 0; }
      code { font: 13px ui-monospace, monospace; }
      @media (prefers-color-scheme: dark) {
        body { color: #e7ebf1; background: #0f1318; }
        p, dd { color: #98a3b1; }
        a { color: #8d9bff; }
      }
      """;

  private IndexPage() {}

  /** Renders the page; a token that was needed to see it is carried on by its links. */
  static String html(List<Route> routes, Optional<String> token) {
    StringBuilder page =
        new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
            .append("<title>/debug/pprof/</title>\n<style>\n")
            .append(STYLE)
            .append("</style>\n</head>\n<body>\n<h1>/debug/pprof/</h1>\n")
            .append("<p>jtrace in process ")
            .append(ProcessHandle.current().pid())
            .append(". Profiles and traces of this JVM:</p>\n<dl>\n");
    for (Route route : routes) {
      page.append("<dt><a href=\"")
          .append(escape(link(route.example(), token)))
          .append("\"><code>")
          .append(escape(route.example()))
          .append("</code></a></dt>\n<dd>")
          .append(escape(route.description()))
          .append("</dd>\n");
    }
    return page.append("</dl>\n</body>\n</html>\n").toString();
  }

  private static String link(String example, Optional<String> token) {
    return token
        .map(
            secret ->
                example
                    + (example.indexOf('?') < 0 ? "?" : "&")
                    + "token="
                    + URLEncoder.encode(secret, StandardCharsets.UTF_8))
        .orElse(example);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
