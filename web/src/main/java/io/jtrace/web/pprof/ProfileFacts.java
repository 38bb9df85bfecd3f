package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a profile is.
 *
 * @param program the file that was run; empty if that is not known
 * @param types the values that each sample has
 * @param chosen the index of the value that is shown
 * @param heads lines that say what the profile is, as above reports
 * @param docUrl where the program explains its profiles; empty if nowhere
 * @param isDifference whether a base was subtracted
 * @param tagKeys the keys of tags, sorted
 */
public record ProfileFacts(
    String program,
    List<Type> types,
    int chosen,
    List<String> heads,
    String docUrl,
    int sampleCount,
    boolean isDifference,
    List<String> tagKeys) {

  /** What a unit measures. */
  public enum Quantity {
    TIME,
    SIZE,
    OTHER
  }

  /**
   * A value that samples have.
   *
   * @param factor makes nanoseconds or bytes of it
   */
  public record Type(String name, String unit, Quantity quantity, double factor) {}

  /** Copies what it is given. */
  public ProfileFacts {
    types = List.copyOf(types);
    heads = List.copyOf(heads);
    tagKeys = List.copyOf(tagKeys);
  }

  /**
   * Returns the facts of a whole profile.
   *
   * @param settings of which the sample type counts
   * @throws ProfileException if the profile has no such sample type
   */
  public static ProfileFacts of(Profile profile, Settings settings) throws ProfileException {
    Settings choice =
        Settings.initial().with(Setting.SAMPLE_INDEX, settings.text(Setting.SAMPLE_INDEX));
    View view = View.of(profile, choice, remark -> {});
    Header header = profile.header();
    return new ProfileFacts(
        profile.mappings().isEmpty() ? "" : Plain.line(profile.mappings().get(0).baseName()),
        header.sampleTypes().stream().map(ProfileFacts::type).toList(),
        header.sampleIndex(choice.text(Setting.SAMPLE_INDEX)),
        Heads.ofProfile(view),
        webAddress(header.docUrl()),
        profile.samples().size(),
        isDifference(profile),
        tagKeys(profile));
  }

  private static Type type(ValueType type) {
    Optional<Double> nanos = Units.factor(type.unit(), "ns");
    if (nanos.isPresent()) {
      return new Type(Plain.line(type.type()), type.unit(), Quantity.TIME, nanos.get());
    }
    Optional<Double> bytes = Units.factor(type.unit(), "B");
    return new Type(
        Plain.line(type.type()),
        Plain.line(type.unit()),
        bytes.isPresent() ? Quantity.SIZE : Quantity.OTHER,
        bytes.orElse(1.0));
  }

  /** A profile may name any address, and somebody may follow it. */
  private static String webAddress(String url) {
    return url.startsWith("https://") || url.startsWith("http://") ? url : "";
  }

  private static boolean isDifference(Profile profile) {
    for (Sample sample : profile.samples()) {
      for (int i = 0; i < sample.valueCount(); i++) {
        if (sample.value(i) < 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> tagKeys(Profile profile) {
    TreeSet<String> keys = new TreeSet<>();
    for (Sample sample : profile.samples()) {
      sample.labels().forEach(label -> keys.add(label.key()));
    }
    keys.remove(Label.BASE.key());
    return new ArrayList<>(keys);
  }
}
