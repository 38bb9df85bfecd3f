package io.jtrace.web.pprof;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes equal locations and functions of several profiles the same. */
final class Interner {
  private final Map<Mapping, Mapping> mappings = new LinkedHashMap<>();
  private final Map<Function, Function> functions = new LinkedHashMap<>();
  private final Map<Location, Location> locations = new HashMap<>();

  Profile interned(Profile profile) {
    List<Sample> samples =
        profile.samples().stream()
            .map(sample -> sample.withStack(sample.stack().stream().map(this::location).toList()))
            .toList();
    return new Profile(
        profile.header(), samples, List.copyOf(mappings.keySet()), List.of(), List.of());
  }

  private Location location(Location location) {
    Location known = locations.get(location);
    if (known != null) {
      return known;
    }
    List<Line> lines =
        location.lines().stream()
            .map(line -> new Line(function(line.function()), line.number(), line.unknown()))
            .toList();
    Mapping mapping = location.mapping();
    Location canonical =
        new Location(
            mapping == null ? null : mapping(mapping),
            location.address(),
            lines,
            location.folded(),
            location.unknown());
    locations.put(canonical, canonical);
    return canonical;
  }

  /** Returns the same for equal mappings. The profile has them in the order of the first calls. */
  Mapping mapping(Mapping mapping) {
    Mapping known = mappings.putIfAbsent(mapping, mapping);
    return known == null ? mapping : known;
  }

  private Function function(Function function) {
    Function known = functions.putIfAbsent(function, function);
    return known == null ? function : known;
  }
}
