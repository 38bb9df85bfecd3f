package io.jtrace.web.api;

import io.jtrace.web.pprof.GraphPicture;
import io.jtrace.web.pprof.Profile;
import io.jtrace.web.pprof.ProfileException;
import io.jtrace.web.pprof.ProfileFacts;
import io.jtrace.web.pprof.Report;
import io.jtrace.web.pprof.ReportKind;
import io.jtrace.web.pprof.Setting;
import io.jtrace.web.pprof.Settings;
import io.jtrace.web.pprof.StackTable;
import io.jtrace.web.pprof.View;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What filters leave of a profile, for a page without a server: all stacks with all their values,
 * and the call graph of each sample type. No source: a profile may name any file of this machine,
 * and the page is for others.
 */
public final class EmbeddedProfile {

  /** A sample type. */
  private record Part(ProfileFacts facts, long total, GraphPicture graph) {}

  private final String name;
  private final List<String> filters;
  private final StackTable stacks;
  private final List<Part> parts;
  private final int chosen;

  private EmbeddedProfile(
      String name, List<String> filters, StackTable stacks, List<Part> parts, int chosen) {
    this.name = name;
    this.filters = filters;
    this.stacks = stacks;
    this.parts = parts;
    this.chosen = chosen;
  }

  /**
   * Returns what is left of a profile.
   *
   * @throws ProfileException if settings do not fit, or too much is left
   */
  public static EmbeddedProfile of(Profile profile, String name, Settings settings)
      throws ProfileException {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < profile.sampleTypes().size(); i++) {
      Settings ofType = settings.with(Setting.SAMPLE_INDEX, String.valueOf(i));
      View view = view(profile, ReportKind.FLAMEGRAPH, ofType);
      parts.add(
          new Part(
              ProfileFacts.of(profile, ofType),
              view.total(),
              GraphPicture.of(view(profile, ReportKind.SVG, ofType))));
    }
    return new EmbeddedProfile(
        name,
        filters(settings),
        StackTable.of(view(profile, ReportKind.FLAMEGRAPH, settings)),
        parts,
        ProfileFacts.of(profile, settings).chosen());
  }

  private static View view(Profile profile, ReportKind kind, Settings settings)
      throws ProfileException {
    return new Report(kind, null, settings).view(profile, remark -> {});
  }

  private static List<String> filters(Settings settings) {
    List<String> filters = new ArrayList<>();
    for (Map.Entry<Setting, String> each : PprofQuery.changed(settings).entrySet()) {
      if (each.getKey() != Setting.SAMPLE_INDEX) {
        filters.add(each.getKey().key() + "=" + each.getValue());
      }
    }
    return filters;
  }

  /** Writes JSON. */
  public void write(OutputStream out) throws IOException {
    try (Json json = Json.to(out)) {
      json.object(
          () -> {
            json.field("chosen", chosen);
            json.array("filters", filters, json::element);
            json.array("parts", parts, part -> part(json, part));
            json.object("stacks", () -> stacks(json));
          });
    }
  }

  private void part(Json json, Part part) throws IOException {
    json.object(
        () -> {
          json.name("facts");
          PprofJson.facts(json, name, part.facts());
          json.field("total", part.total());
          json.name("graph");
          PprofJson.answer(
              json, List.of(), part.total(), graph -> PprofJson.graph(graph, part.graph()));
        });
  }

  private void stacks(Json json) throws IOException {
    json.array("names", stacks.names(), each -> json.element(each.text()));
    json.array("files", stacks.names(), each -> json.element(each.file()));
    json.array("name", stacks.rows(), each -> json.element((long) each.name()));
    json.array("parent", stacks.rows(), each -> json.element((long) each.parent()));
    json.array("inline", stacks.rows(), each -> json.element(each.isInline() ? 1L : 0L));
    json.array("end", stacks.samples(), each -> json.element((long) each.row()));
    json.array("more", () -> values(json, true));
    json.array("less", () -> values(json, false));
  }

  private void values(Json json, boolean isMore) throws IOException {
    for (int i = 0; i < parts.size(); i++) {
      int type = i;
      json.array(
          stacks.samples(),
          each -> json.element((isMore ? each.more() : each.less()).get(type).longValue()));
    }
  }
}
