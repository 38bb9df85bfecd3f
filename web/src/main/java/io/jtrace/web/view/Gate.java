package io.jtrace.web.view;

import io.jtrace.agent.spi.EndpointResponse;
import io.jtrace.web.http.Answers;
import io.jtrace.web.http.Handler;
import io.jtrace.web.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may see the trace, and puts the security headers on every answer.
 *
 * <p>Three checks, in this order. <b>Host</b>: a name that an attacker's DNS points to us is not
 * ours, so the page he served cannot read from here. <b>Fetch metadata</b>: pages of other sites,
 * other ports of this machine too, may link to {@code /} and do nothing else. <b>Token</b>: other
 * users of a shared machine reach the loopback address as well; only who was given the first
 * address has the token, and the browser keeps it as a cookie afterwards.
 */
final class Gate implements Handler {
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
              + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
              + "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
          "Cross-Origin-Opener-Policy",
          "same-origin-allow-popups",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer");

  private final Handler inside;
  private final Set<String> hosts;
  private final String token;
  private final String cookie;

  /**
   * Creates a gate.
   *
   * @param hosts the values of {@code Host} that are ours, in lower case; empty: any
   * @param port ours; cookies do not tell ports apart, their names must
   */
  Gate(Handler inside, Set<String> hosts, int port, String token) {
    this.inside = inside;
    this.hosts = Set.copyOf(hosts);
    this.token = token;
    this.cookie = "jtrace-" + port;
  }

  @Override
  public void handle(Request request, EndpointResponse response) throws IOException {
    EndpointResponse secured = new HeadersAdded(response, SECURITY_HEADERS);
    if (!isOurHost(request)) {
      Answers.text(secured, 403, "this server does not answer to the name in the address");
    } else if (isFromElsewhere(request)) {
      Answers.text(secured, 403, "other web sites may not ask this server");
    } else if (isToken(request.query().first("token"))) {
      enter(request, secured);
    } else if (isToken(cookie(request))) {
      inside.handle(request, secured);
    } else {
      Answers.text(
          secured, 403, "open the whole address that jtrace printed; it ends in ?token=...");
    }
  }

  private boolean isOurHost(Request request) {
    String host = request.headers().first("Host");
    return hosts.isEmpty() || (host != null && hosts.contains(host.toLowerCase(Locale.ROOT)));
  }

  private static boolean isFromElsewhere(Request request) {
    String site = request.headers().first("Sec-Fetch-Site");
    if (site == null || site.equals("same-origin") || site.equals("none")) {
      return false;
    }
    boolean isLinkToFirstPage =
        request.method().equals("GET")
            && request.path().equals("/")
            && "navigate".equals(request.headers().first("Sec-Fetch-Mode"))
            && "document".equals(request.headers().first("Sec-Fetch-Dest"));
    return !isLinkToFirstPage;
  }

  private boolean isToken(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable String cookie(Request request) {
    String header = request.headers().first("Cookie");
    if (header == null) {
      return null;
    }
    for (String pair : header.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equals(cookie)) {
        return pair.substring(equals + 1).strip();
      }
    }
    return null;
  }

  /** Gives the browser the cookie and takes the token out of the address bar; programs go on. */
  private void enter(Request request, EndpointResponse response) throws IOException {
    Map<String, String> setCookie =
        Map.of("Set-Cookie", cookie + "=" + token + "; Path=/; HttpOnly; SameSite=Strict");
    boolean isPage = "document".equals(request.headers().first("Sec-Fetch-Dest"));
    if (isPage || request.path().equals("/")) {
      String query = request.query().without("token");
      String location = request.path() + (query.isEmpty() ? "" : "?" + query);
      Answers.empty(
          new HeadersAdded(response, setCookie),
          303,
          Map.of("Location", location, "Content-Length", "0", "Cache-Control", "no-store"));
    } else {
      inside.handle(request, new HeadersAdded(response, setCookie));
    }
  }
}
