package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;

/** A file that was mapped into the program; the first one of a profile names the program. */
record Mapping(
    long start,
    long limit,
    long offset,
    String file,
    String buildId,
    Has has,
    UnknownFieldSet unknown) {

  /** What is known of the mapping's locations. */
  record Has(boolean functions, boolean filenames, boolean lineNumbers, boolean inlineFrames) {}

  /** Returns the file's name without folders. */
  String baseName() {
    return baseName(file);
  }

  static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
