package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;

/**
 * What one value of a sample means.
 *
 * @param type such as {@code cpu}
 * @param unit such as {@code nanoseconds}
 * @param unknown fields of newer versions of the format
 */
record ValueType(String type, String unit, UnknownFieldSet unknown) {
  static ValueType of(String type, String unit) {
    return new ValueType(type, unit, UnknownFieldSet.getDefaultInstance());
  }

  ValueType withUnit(String other) {
    return new ValueType(type, other, unknown);
  }
}
