package io.jtrace.web.pprof;

import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a profile says of itself beside samples. Texts are empty where there are none. */
record Header(
    List<ValueType> sampleTypes,
    String defaultSampleType,
    @Nullable ValueType periodType,
    long period,
    long timeNanos,
    long durationNanos,
    String dropFrames,
    String keepFrames,
    List<String> comments,
    String docUrl,
    UnknownFieldSet unknown) {

  Header {
    sampleTypes = List.copyOf(sampleTypes);
    comments = List.copyOf(comments);
  }

  static Header of(ValueType... sampleTypes) {
    return new Header(
        List.of(sampleTypes),
        "",
        null,
        0,
        0,
        0,
        "",
        "",
        List.of(),
        "",
        UnknownFieldSet.getDefaultInstance());
  }

  Header withTypes(List<ValueType> types, @Nullable ValueType ofPeriod, long newPeriod) {
    return new Header(
        types,
        defaultSampleType,
        ofPeriod,
        newPeriod,
        timeNanos,
        durationNanos,
        dropFrames,
        keepFrames,
        comments,
        docUrl,
        unknown);
  }

  Header withTimes(long start, long duration) {
    return new Header(
        sampleTypes,
        defaultSampleType,
        periodType,
        period,
        start,
        duration,
        dropFrames,
        keepFrames,
        comments,
        docUrl,
        unknown);
  }

  Header withTexts(String defaultType, Collection<String> newComments, String newDocUrl) {
    return new Header(
        sampleTypes,
        defaultType,
        periodType,
        period,
        timeNanos,
        durationNanos,
        dropFrames,
        keepFrames,
        List.copyOf(newComments),
        newDocUrl,
        unknown);
  }

  List<String> typeNames() {
    return sampleTypes.stream().map(ValueType::type).toList();
  }

  /**
   * Returns the index of the value that a name or number stands for; of the profile's own choice if
   * it is empty.
   */
  int sampleIndex(String choice) throws ProfileException {
    if (sampleTypes.isEmpty()) {
      throw new ProfileException("the profile has no sample types");
    }
    if (choice.isEmpty()) {
      int preferred = typeNames().indexOf(defaultSampleType);
      return preferred < 0 ? sampleTypes.size() - 1 : preferred;
    }
    if (choice.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int last = sampleTypes.size() - 1;
      int index = choice.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(choice);
      if (index > last) {
        throw new ProfileException(
            "expected sample_index in the range 0.." + last + ", found " + choice);
      }
      return index;
    }
    return indexOf(choice);
  }

  private int indexOf(String name) throws ProfileException {
    List<String> names = new ArrayList<>(typeNames());
    int exact = names.indexOf(name);
    // Old heap profiles call their types space and objects.
    int index = exact >= 0 || !name.startsWith("inuse_") ? exact : names.indexOf(name.substring(6));
    if (index < 0) {
      throw new ProfileException(
          "expected sample_index " + String.join(", ", names) + ", found \"" + name + "\"");
    }
    return index;
  }
}
