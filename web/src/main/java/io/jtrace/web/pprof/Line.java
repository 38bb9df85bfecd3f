package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;

/** A function at one of its lines, 0 if that is not known. */
record Line(Function function, long number, UnknownFieldSet unknown) {
  static Line of(Function function, long number) {
    return new Line(function, number, UnknownFieldSet.getDefaultInstance());
  }
}
