package io.jtrace.web.pprof;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A profile, with all references resolved. Immutable and shareable between threads.
 *
 * @param mappings the first one names the program
 * @param locations of the file, in its order, whether or not a sample is there; empty if samples
 *     were changed since
 * @param functions likewise
 */
public record Profile(
    Header header,
    List<Sample> samples,
    List<Mapping> mappings,
    List<Location> locations,
    List<Function> functions) {

  /** Copies what it is given. */
  public Profile {
    samples = List.copyOf(samples);
    mappings = List.copyOf(mappings);
    locations = List.copyOf(locations);
    functions = List.copyOf(functions);
  }

  static Profile of(Header header, List<Sample> samples) {
    return new Profile(header, samples, List.of(), List.of(), List.of());
  }

  /** Returns the names of the values that each sample has. */
  public List<String> sampleTypes() {
    return header.typeNames();
  }

  /** Returns the profile with other samples, and no location but theirs. */
  Profile withSamples(List<Sample> others) {
    return new Profile(header, others, mappings, List.of(), List.of());
  }

  /** Returns the profile with other values and labels of the same stacks. */
  Profile mapSamples(UnaryOperator<Sample> change) {
    return new Profile(
        header, samples.stream().map(change).toList(), mappings, locations, functions);
  }

  Profile withHeader(Header other) {
    return new Profile(other, samples, mappings, locations, functions);
  }

  /** Returns the sum of one value of all samples. */
  long sum(int valueIndex) {
    long sum = 0;
    for (Sample sample : samples) {
      sum += sample.value(valueIndex);
    }
    return sum;
  }
}
