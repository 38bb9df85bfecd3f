package io.jtrace.timeline.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a thread was busy with, told by the classes on its stack: a protocol that a reader knows
 * sooner than the frames of a library that speaks it.
 */
public enum StackTag {
  /** HTTP, as client or server. */
  HTTP(
      "HTTP",
      "java.net.http.",
      "jdk.internal.net.http.",
      "sun.net.www.protocol.http",
      "com.sun.net.httpserver.",
      "sun.net.httpserver.",
      "org.apache.http.",
      "org.apache.hc.",
      "org.apache.coyote.",
      "org.eclipse.jetty.",
      "io.undertow.",
      "io.netty.handler.codec.http",
      "reactor.netty.http.",
      "io.vertx.core.http.",
      "okhttp3.",
      "org.springframework.web.",
      "jakarta.servlet.",
      "javax.servlet."),
  /** Encryption of a connection. */
  TLS("TLS", "sun.security.ssl.", "javax.net.ssl.", "io.netty.handler.ssl.", "org.conscrypt."),
  /** A database, by JDBC. */
  JDBC(
      "JDBC",
      "java.sql.",
      "javax.sql.",
      "org.postgresql.",
      "com.mysql.",
      "org.mariadb.jdbc.",
      "oracle.jdbc.",
      "com.microsoft.sqlserver.jdbc.",
      "org.h2.",
      "org.hsqldb.",
      "org.sqlite.",
      "com.zaxxer.hikari."),
  /** The lookup of a name. */
  DNS(
      "DNS",
      "java.net.InetAddress",
      "java.net.Inet4AddressImpl.",
      "java.net.Inet6AddressImpl.",
      "com.sun.jndi.dns.",
      "io.netty.resolver.dns."),
  /** Remote calls by gRPC. */
  GRPC("gRPC", "io.grpc.");

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> prefixes;

  StackTag(String label, String... prefixes) {
    this.label = label;
    this.prefixes = List.of(prefixes);
  }

  /** Returns the name in filters. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name for people. */
  public String label() {
    return label;
  }

  /** Returns how the names of the methods begin that tell it. */
  public List<String> prefixes() {
    return prefixes;
  }

  /** Returns whether a method, such as {@code java.sql.Statement.execute}, tells it. */
  public boolean isToldBy(String method) {
    for (String prefix : prefixes) {
      if (method.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  static Optional<StackTag> named(String key) {
    return Arrays.stream(values()).filter(tag -> tag.key().equalsIgnoreCase(key)).findFirst();
  }
}
