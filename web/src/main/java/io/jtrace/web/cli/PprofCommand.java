package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.Grouping;
import io.jtrace.timeline.analysis.Profile;
import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.analysis.ThreadGroups;
import io.jtrace.timeline.export.PprofExporter;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.web.load.LoadedTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code jtrace pprof}. */
record PprofCommand(Terminal terminal, Arguments arguments) {

  void run() throws IOException {
    arguments.trace();
    ProfileKind kind = kind(arguments.required(Option.TYPE));
    String output = arguments.value(Option.OUTPUT);
    Output file = new Output(output == null ? Output.STANDARD_OUTPUT : output, terminal);
    file.refuseTerminal("a profile");
    try (LoadedTrace loaded = Loading.load(arguments, terminal)) {
      Trace trace = loaded.trace();
      TimeRange range = Loading.range(trace, arguments);
      String group = arguments.value(Option.GROUP);
      requireGroup(trace, range, group);
      Profile profile = Profile.of(trace, range, Grouping.NAME.members(trace, group), kind);
      file.write(
          loaded.file(),
          out -> PprofExporter.write(trace, profile, range, about(loaded, group), out));
      if (!profile.isRecorded()) {
        terminal.complain(
            kind.label()
                + " is not recorded: there is no "
                + String.join(" or ", kind.events())
                + " in the recording");
      }
    }
  }

  private static ProfileKind kind(String key) {
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

  private static List<String> about(LoadedTrace loaded, @Nullable String group) {
    List<String> about = new ArrayList<>(List.of("of " + loaded.name()));
    if (group != null) {
      about.add("group " + group);
    }
    return about;
  }
}
