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
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2.5rem auto;
        padding: 0 1rem; color: #171c24; background: #fff; }
      h1 { font-size: 1.3rem; }
      p, td { color: #5a6573; }
      a { color: #4453d6; }
      th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; }
      td:first-child { text-align: right; }
      input { width: 5rem; }
      form { margin-bottom: 0.3rem; }
      code { font: 13px ui-monospace, monospace; }
      @media (prefers-color-scheme: dark) {
        body { color: #e7ebf1; background: #0f1318; }
        p, td { color: #98a3b1; }
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
            .append(". Profiles and traces of this JVM. Set debug=1 as a query parameter for a")
            .append(" text, seconds=N for what happens meanwhile.</p>\n")
            .append("<table>\n<tr><th>Count</th><th>Profile</th><th></th></tr>\n");
    for (Route route : routes) {
      row(route, token, page);
    }
    return page.append("</table>\n</body>\n</html>\n").toString();
  }

  private static void row(Route route, Optional<String> token, StringBuilder page) {
    page.append("<tr><td>")
        .append(route.count().map(count -> Integer.toString(count.getAsInt())).orElse(""))
        .append("</td><td><a href=\"")
        .append(escape(link(route.example(), token)))
        .append("\"><code>")
        .append(escape(route.example()))
        .append("</code></a></td><td>");
    if (route.startSeconds() > 0) {
      form(route, token, page);
    }
    page.append(escape(route.description())).append("</td></tr>\n");
  }

  /** A form without script: what it records is downloaded when it is complete. */
  private static void form(Route route, Optional<String> token, StringBuilder page) {
    page.append("<form action=\"").append(escape(route.name())).append("\">");
    token.ifPresent(
        secret ->
            page.append("<input type=\"hidden\" name=\"token\" value=\"")
                .append(escape(secret))
                .append("\">"));
    page.append("<label>seconds <input type=\"number\" name=\"seconds\" min=\"1\" value=\"")
        .append(route.startSeconds())
        .append("\"></label> <button>Record ")
        .append(escape(route.name()))
        .append("</button></form>");
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
