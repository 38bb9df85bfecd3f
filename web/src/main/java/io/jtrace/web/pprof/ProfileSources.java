package io.jtrace.web.pprof;

import java.util.List;

/**
 * What is analysed: the sum of profiles, without that of bases.
 *
 * @param bases none for no comparison
 * @param isDiffBase whether shares are of the bases
 * @param isNormalized whether the profiles are scaled first to the totals of the bases
 */
public record ProfileSources(
    List<Profile> profiles, List<Profile> bases, boolean isDiffBase, boolean isNormalized) {

  /** Copies what it is given. */
  public ProfileSources {
    profiles = List.copyOf(profiles);
    bases = List.copyOf(bases);
  }

  /**
   * Returns the profile to analyse, without frames that it calls uninteresting itself.
   *
   * @throws ProfileException if the profiles do not fit together
   */
  public Profile combined() throws ProfileException {
    Profile sum = Merger.merge(profiles);
    if (!bases.isEmpty()) {
      sum = Merger.subtract(sum, Merger.merge(bases), isDiffBase, isNormalized);
    }
    return FramePruner.apply(sum);
  }
}
