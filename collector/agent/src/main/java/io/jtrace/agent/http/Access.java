package io.jtrace.agent.http;

import io.jtrace.agent.spi.EndpointRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask.
 *
 * @param token secret that each request must show, if there is one
 * @param thisMachineOnly whether the server listens on a loopback address, so that a request with
 *     another host name was made by a web page that lied about where it leads
 */
public record Access(Optional<String> token, boolean thisMachineOnly) {

  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1");
  private static final String BEARER = "Bearer ";

  /** Everybody: for a program that guards its server itself. */
  public static Access open() {
    return new Access(Optional.empty(), false);
  }

  void check(EndpointRequest request, Query query) throws HttpError {
    String site = request.headers().first("Sec-Fetch-Site");
    if ("cross-site".equalsIgnoreCase(site)) {
      throw new HttpError(403, "requests from other web sites are not answered");
    }
    if (token.isPresent()) {
      checkToken(token.get(), request, query);
    } else if (thisMachineOnly) {
      checkHost(request.headers().first("Host"));
    }
  }

  private static void checkToken(String token, EndpointRequest request, Query query)
      throws HttpError {
    String header = request.headers().first("Authorization");
    String shown =
        header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? header.substring(BEARER.length()).strip()
            : query.value("token").orElse("");
    // Takes the same time wherever the first difference is.
    if (!MessageDigest.isEqual(bytes(shown), bytes(token))) {
      throw new HttpError(
          401, "a token is needed: Authorization: Bearer <token>, or ?token=<token>");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void checkHost(@Nullable String host) throws HttpError {
    if (host != null && !LOCAL_NAMES.contains(name(host))) {
      throw new HttpError(
          403, "expected a Host header of localhost, 127.0.0.1 or [::1], found " + printable(host));
    }
  }

  private static String name(String host) {
    int end = host.startsWith("[") ? host.indexOf(']') : host.indexOf(':');
    String name = end < 0 ? host : host.substring(host.startsWith("[") ? 1 : 0, end);
    return name.toLowerCase(Locale.ROOT);
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
