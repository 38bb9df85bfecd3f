package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.ProfileDiff;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.analysis.ProfileWeight;
import io.jtrace.timeline.analysis.TraceDiff;
import java.util.List;

/**
 * What {@code diff} tells.
 *
 * @param samples the profiles of samples, which one of the traces may lack
 */
record Comparison(
    String firstName,
    String secondName,
    TraceDiff diff,
    ProfileDiff waits,
    List<ProfileDiff> samples) {

  Comparison {
    samples = List.copyOf(samples);
  }

  static Comparison of(
      String firstName, TraceDiff.Side first, String secondName, TraceDiff.Side second) {
    return new Comparison(
        firstName,
        secondName,
        TraceDiff.of(first, second),
        profile(first, second, ProfileKind.BLOCKING),
        List.of(
            profile(first, second, ProfileKind.CPU), profile(first, second, ProfileKind.ALLOC)));
  }

  private static ProfileDiff profile(
      TraceDiff.Side first, TraceDiff.Side second, ProfileKind kind) {
    return ProfileDiff.of(first, second, kind, ProfileWeight.TOTAL);
  }
}
