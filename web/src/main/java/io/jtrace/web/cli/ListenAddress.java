package io.jtrace.web.cli;

import org.jspecify.annotations.Nullable;

/**
 * Where the viewer listens.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 0 for any
 */
record ListenAddress(String host, int port) {
  /** A free port of this machine, which nobody else's reaches. */
  static final String ANY_PORT = "127.0.0.1:0";

  private static final String LOOPBACK = "127.0.0.1";

  /** Returns whether a word behind an option may be an address; a file or a URL is none. */
  static boolean isLike(@Nullable String word) {
    return word != null && word.matches("[\\w.-]*:\\d*|\\[[\\da-fA-F:.]+\\](:\\d*)?|\\d+");
  }

  /** Reads {@code host:port}, {@code :port}, {@code port}, {@code host} or {@code [::1]:port}. */
  static ListenAddress parse(String text) {
    String host = text;
    String port = "0";
    int colon = text.lastIndexOf(':');
    if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
      host = "";
      port = text;
    } else if (colon >= 0 && text.indexOf(']', colon) < 0) {
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      int number = Integer.parseInt(port);
      if (number >= 0 && number <= 65535) {
        return new ListenAddress(host.isEmpty() ? LOOPBACK : host, number);
      }
    } catch (NumberFormatException e) {
      // falls through to the one sentence for all that is no address
    }
    throw new UsageException("expected --http=host:port, found \"" + text + "\"");
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
