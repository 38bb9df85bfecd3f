package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.analysis.Profile;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.analysis.RegionTime;
import io.jtrace.timeline.analysis.ThreadGroups;
import io.jtrace.timeline.export.PprofExporter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The profile of a trace that {@code --type} asks for. */
record TraceProfile(LoadedTrace loaded, Profile profile, TimeRange range, List<String> about) {

  /** Returns the profile of a trace, cut to what options say. */
  static TraceProfile of(LoadedTrace loaded, Arguments arguments) {
    ProfileKind kind = kind(arguments);
    Trace trace = loaded.trace();
    TimeRange range = Loading.range(trace, arguments);
    String group = arguments.value(Option.GROUP);
    requireGroup(trace, range, group);
    String region = arguments.value(Option.REGION);
    IntPredicate threads = Grouping.NAME.members(trace, group);
    Profile profile =
        region == null
            ? Profile.of(trace, range, threads, kind)
            : inRegion(trace, range, threads, kind, region);
    return new TraceProfile(loaded, profile, range, about(loaded, group, region));
  }

  private static Profile inRegion(
      Trace trace, TimeRange range, IntPredicate threads, ProfileKind kind, String region) {
    try {
      return Profile.of(trace, range, threads, kind, RegionTime.of(trace, region));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--region: " + e.getMessage());
    }
  }

  /** Returns what {@code --type} names. */
  static ProfileKind kind(Arguments arguments) {
    String key = arguments.required(Option.TYPE);
    return ProfileKind.named(key)
        .orElseThrow(
            () ->
                new UsageException(
                    "expected --type="
                        + Arrays.stream(ProfileKind.values())
                            .map(ProfileKind::key)
                            .collect(Collectors.joining(", "))
                        + ", found \""
                        + key
                        + "\""));
  }

  private static void requireGroup(Trace trace, TimeRange range, @Nullable String group) {
    boolean isThere =
        group == null
            || ThreadGroups.of(trace, range, Grouping.NAME).groups().stream()
                .anyMatch(known -> known.key().equals(group));
    if (!isThere) {
      throw new UsageException(
          "expected --group with the name of a group in this trace (see jtrace report), found \""
              + group
              + "\"");
    }
  }

  private static List<String> about(
      LoadedTrace loaded, @Nullable String group, @Nullable String region) {
    List<String> about = new ArrayList<>(List.of("of " + loaded.name()));
    if (group != null) {
      about.add("group " + group);
    }
    if (region != null) {
      about.add("region " + region);
    }
    return about;
  }

  /** Writes it in pprof's format. */
  void write(OutputStream out) throws IOException {
    PprofExporter.write(loaded.trace(), profile, range, about, out);
  }

  /** Says so if the recording cannot tell. */
  void complainIfNotRecorded(Terminal terminal) {
    if (!profile.isRecorded()) {
      terminal.complain(
          profile.kind().label()
              + " is not recorded: there is no "
              + String.join(" or ", profile.kind().events())
              + " in the recording");
    }
  }
}
