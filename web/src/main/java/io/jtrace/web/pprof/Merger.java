package io.jtrace.web.pprof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds profiles up, and subtracts them. */
public final class Merger {
  private record Key(List<Location> stack, List<Label> labels) {}

  private Merger() {}

  /**
   * Returns the sum of profiles: values of equal stacks with equal labels are added, within a
   * profile too, and samples without a value left out.
   *
   * @throws ProfileException if their values mean different things
   */
  public static Profile merge(List<Profile> profiles) throws ProfileException {
    List<Profile> scaled = inCommonUnits(profiles);
    Map<Key, Sample> sums = new LinkedHashMap<>();
    for (Profile profile : scaled) {
      for (Sample sample : profile.samples()) {
        if (!sample.isZero()) {
          sums.merge(new Key(sample.stack(), sample.labels()), sample, Merger::sum);
        }
      }
    }
    List<Sample> samples = sums.values().stream().filter(sample -> !sample.isZero()).toList();
    Interner interner = new Interner();
    scaled.stream()
        .flatMap(profile -> profile.mappings().stream())
        .findFirst()
        .ifPresent(interner::mapping); // the first one names the program
    return interner.interned(Profile.of(header(scaled), samples));
  }

  /**
   * Returns the difference between a profile and a base.
   *
   * @param isDiffBase whether shares are of the base, whose samples are marked
   * @param isNormalized whether the profile is scaled first so that its totals are those of the
   *     base
   */
  public static Profile subtract(
      Profile profile, Profile base, boolean isDiffBase, boolean isNormalized)
      throws ProfileException {
    List<Profile> scaled = inCommonUnits(List.of(profile, base));
    Profile minuend = scaled.get(0);
    Profile subtrahend = scaled.get(1);
    if (isNormalized) {
      minuend = normalized(minuend, subtrahend);
    }
    if (isDiffBase) {
      subtrahend = subtrahend.mapSamples(sample -> sample.withLabel(Label.BASE));
    }
    return merge(List.of(minuend, subtrahend.mapSamples(sample -> sample.scaled(i -> -1))));
  }

  private static Profile normalized(Profile profile, Profile base) {
    double[] factors = new double[profile.header().sampleTypes().size()];
    for (int i = 0; i < factors.length; i++) {
      long sum = profile.sum(i);
      factors[i] = sum == 0 ? 0 : (double) base.sum(i) / sum;
    }
    return profile.mapSamples(sample -> sample.scaled(i -> factors[i]));
  }

  private static Sample sum(Sample one, Sample other) {
    long[] values = one.values();
    Arrays.setAll(values, i -> values[i] + other.value(i));
    return new Sample(one.stack(), values, one.labels(), one.unknown());
  }

  private static List<Profile> inCommonUnits(List<Profile> profiles) throws ProfileException {
    int count = profiles.get(0).header().sampleTypes().size();
    List<ValueType> finest = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      finest.add(null);
    }
    ValueType period = null;
    for (Profile profile : profiles) {
      Header header = profile.header();
      if (header.sampleTypes().size() != count) {
        throw new ProfileException(
            "expected profiles with the same sample types, found "
                + String.join(", ", profiles.get(0).sampleTypes())
                + " and "
                + String.join(", ", profile.sampleTypes()));
      }
      for (int i = 0; i < count; i++) {
        finest.set(i, finer(finest.get(i), header.sampleTypes().get(i)));
      }
      period = header.periodType() == null ? period : finer(period, header.periodType());
    }
    List<Profile> scaled = new ArrayList<>();
    for (Profile profile : profiles) {
      scaled.add(scaled(profile, finest, period));
    }
    return scaled;
  }

  private static ValueType finer(@Nullable ValueType one, ValueType other) throws ProfileException {
    if (one == null) {
      return other;
    }
    if (!withoutS(one.type()).equals(withoutS(other.type()))
        || !Units.areCompatible(one.unit(), other.unit())) {
      throw new ProfileException(
          "expected profiles with the same types, found %s in %s and %s in %s"
              .formatted(one.type(), one.unit(), other.type(), other.unit()));
    }
    return Units.scale(1, other.unit(), one.unit()).value() < 1 ? other : one;
  }

  private static String withoutS(String type) {
    return type.endsWith("s") ? type.substring(0, type.length() - 1) : type;
  }

  private static Profile scaled(
      Profile profile, List<ValueType> finest, @Nullable ValueType finestPeriod) {
    Header header = profile.header();
    List<ValueType> types = new ArrayList<>();
    double[] factors = new double[finest.size()];
    for (int i = 0; i < factors.length; i++) {
      ValueType type = header.sampleTypes().get(i);
      factors[i] = Units.scale(1, type.unit(), finest.get(i).unit()).value();
      types.add(type.withUnit(finest.get(i).unit()));
    }
    ValueType periodType = header.periodType();
    long period = header.period();
    if (periodType != null && finestPeriod != null) {
      period = (long) Units.scale(period, periodType.unit(), finestPeriod.unit()).value();
      periodType = periodType.withUnit(finestPeriod.unit());
    }
    return profile
        .withHeader(header.withTypes(types, periodType, period))
        .mapSamples(sample -> sample.scaled(i -> factors[i]));
  }

  /** The earliest start, all durations together, the longest period, and every comment once. */
  private static Header header(List<Profile> profiles) {
    Header first = profiles.get(0).header();
    long start = 0;
    long duration = 0;
    long period = 0;
    String defaultType = "";
    String docUrl = "";
    Set<String> comments = new LinkedHashSet<>();
    for (Profile profile : profiles) {
      Header header = profile.header();
      long time = header.timeNanos();
      start = start == 0 || (time != 0 && time < start) ? time : start;
      duration += header.durationNanos();
      period = Math.max(period, header.period());
      defaultType = defaultType.isEmpty() ? header.defaultSampleType() : defaultType;
      docUrl = docUrl.isEmpty() ? header.docUrl() : docUrl;
      comments.addAll(header.comments());
    }
    return first
        .withTypes(first.sampleTypes(), first.periodType(), period)
        .withTimes(start, duration)
        .withTexts(defaultType, comments, docUrl);
  }
}
