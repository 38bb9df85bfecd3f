package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;

/** A function or method; texts are empty and the line is 0 where not known. */
record Function(
    String name, String systemName, String file, long startLine, UnknownFieldSet unknown) {

  static Function of(String name, String file) {
    return new Function(name, name, file, 0, UnknownFieldSet.getDefaultInstance());
  }
}
