package io.jtrace.web.pprof;

/** Names as pictures have room for them: without packages. */
final class ShortName {
  private ShortName() {}

  /** Returns {@code Foo.bar} of {@code com.acme.Foo.bar} and {@code http.Serve} of a Go path. */
  static String of(String name) {
    String local = name.indexOf('(') < 0 ? name.substring(name.lastIndexOf('/') + 1) : name;
    int start = 0;
    for (int dot = local.indexOf('.'); dot > start; dot = local.indexOf('.', start)) {
      boolean isPackage =
          Character.isLowerCase(local.charAt(start)) && local.indexOf('.', dot + 1) > 0;
      if (!isPackage) {
        break;
      }
      start = dot + 1;
    }
    return local.substring(start);
  }
}
