package io.jtrace.web.http;

/**
 * A row of a routing table.
 *
 * @param method {@code GET} stands for {@code HEAD} too
 * @param path exact; or a prefix, if it ends in {@code /*}
 */
public record Route(String method, String path, Handler handler) {

  /** Returns a route for {@code GET} and {@code HEAD}. */
  public static Route get(String path, Handler handler) {
    return new Route("GET", path, handler);
  }

  /** Returns a route for {@code POST}. */
  public static Route post(String path, Handler handler) {
    return new Route("POST", path, handler);
  }

  boolean matches(String requestPath) {
    return path.endsWith("/*")
        ? requestPath.startsWith(path.substring(0, path.length() - 1))
        : requestPath.equals(path);
  }

  boolean allows(String requestMethod) {
    return requestMethod.equals(method) || (requestMethod.equals("HEAD") && method.equals("GET"));
  }
}
