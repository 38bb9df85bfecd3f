package io.jtrace.web.api;

import io.jtrace.web.pprof.Flame;
import io.jtrace.web.pprof.GraphPicture;
import io.jtrace.web.pprof.PeekTable;
import io.jtrace.web.pprof.ProfileFacts;
import io.jtrace.web.pprof.Routine;
import io.jtrace.web.pprof.SourceListing;
import io.jtrace.web.pprof.TopTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Answers about a profile. */
final class PprofJson {
  private PprofJson() {}

  /** By this the page knows what it is to show. */
  static void status(Json json) throws IOException {
    json.object(() -> json.field("subject", "profile"));
  }

  static void facts(Json json, String name, ProfileFacts facts) throws IOException {
    json.object(
        () -> {
          json.field("name", name);
          json.known("program", facts.program());
          json.objects("types", facts.types(), type -> type(json, type));
          json.field("chosen", facts.chosen());
          json.array("heads", facts.heads(), json::element);
          json.known("docUrl", facts.docUrl());
          json.field("samples", facts.sampleCount());
          json.field("isDifference", facts.isDifference());
          json.array("tags", facts.tagKeys(), json::element);
        });
  }

  private static void type(Json json, ProfileFacts.Type type) throws IOException {
    json.field("name", type.name());
    json.field("unit", type.unit());
    json.field("quantity", type.quantity().name().toLowerCase(Locale.ROOT));
    json.field("factor", type.factor());
  }

  /** Writes what each answer about a view has, and its own fields. */
  static void answer(Json json, List<String> remarks, long total, JsonEndpoint.Body fields)
      throws IOException {
    json.object(
        () -> {
          json.array("remarks", remarks, json::element);
          json.field("total", total);
          fields.write(json);
        });
  }

  static void flame(Json json, Flame flame, @Nullable Flame callers) throws IOException {
    json.object("flame", () -> columns(json, flame));
    if (callers == null) {
      json.none("callers");
    } else {
      json.object("callers", () -> columns(json, callers));
    }
  }

  /** Writes a flame graph; values only where they differ from widths. */
  private static void columns(Json json, Flame flame) throws IOException {
    json.objects(
        "names",
        flame.names(),
        name -> {
          json.field("text", name.text());
          json.field("kind", name.kind().name().toLowerCase(Locale.ROOT));
        });
    boolean isSigned = flame.rows().stream().anyMatch(row -> row.value() != row.width());
    json.object(
        "nodes",
        () -> {
          column(json, "name", flame, Flame.Row::name);
          column(json, "parent", flame, Flame.Row::parent);
          column(json, "self", flame, Flame.Row::self);
          column(json, "total", flame, Flame.Row::width);
          if (isSigned) {
            column(json, "value", flame, Flame.Row::value);
          } else {
            json.none("value");
          }
        });
  }

  private static void column(Json json, String name, Flame flame, ToLongFunction<Flame.Row> value)
      throws IOException {
    json.numbers(name, flame.rows().stream().mapToLong(value).toArray());
  }

  static void top(Json json, TopTable top) throws IOException {
    json.array("heads", top.heads(), json::element);
    json.objects(
        "rows",
        top.rows(),
        row -> {
          entry(json, row.name(), row.mark());
          values(json, row.flat(), row.cum());
        });
  }

  private static void entry(Json json, String name, String mark) throws IOException {
    json.field("name", name);
    json.known("mark", mark.strip());
  }

  private static void values(Json json, long flat, long cum) throws IOException {
    json.field("flat", flat);
    json.field("cum", cum);
  }

  static void peek(Json json, PeekTable peek) throws IOException {
    json.field("count", peek.count());
    json.objects(
        "entries",
        peek.entries(),
        entry -> {
          entry(json, entry.name(), entry.mark());
          values(json, entry.flat(), entry.cum());
          json.objects("callers", entry.callers(), call -> call(json, call));
          json.objects("callees", entry.callees(), call -> call(json, call));
        });
  }

  private static void call(Json json, PeekTable.Call call) throws IOException {
    json.field("name", call.name());
    json.field("weight", call.weight());
    json.field("isInline", call.isInline());
  }

  static void source(Json json, SourceListing source) throws IOException {
    json.field("searchPath", source.searchPath());
    json.field("count", source.count());
    json.objects("routines", source.routines(), routine -> routine(json, routine));
  }

  private static void routine(Json json, Routine routine) throws IOException {
    json.field("name", routine.name());
    json.known("file", routine.file());
    values(json, routine.flat(), routine.cum());
    json.objects(
        "lines",
        routine.lines(),
        line -> {
          json.field("number", line.number());
          values(json, line.flat(), line.cum());
          json.field("text", line.text().orElse(null));
        });
  }

  static void graph(Json json, GraphPicture graph) throws IOException {
    json.array("heads", graph.heads(), json::element);
    json.field("width", graph.widthPixels());
    json.field("height", graph.heightPixels());
    json.objects("boxes", graph.boxes(), box -> box(json, box));
    json.objects("calls", graph.calls(), call -> call(json, call));
  }

  private static void box(Json json, GraphPicture.Box box) throws IOException {
    json.field("name", box.name());
    json.field("label", box.label());
    json.array("lines", box.lines(), json::element);
    values(json, box.flat(), box.cum());
    json.field("font", box.font());
    json.field("x", box.x());
    json.field("y", box.y());
    json.field("width", box.width());
    json.field("height", box.height());
  }

  private static void call(Json json, GraphPicture.Call call) throws IOException {
    json.field("from", call.from());
    json.field("to", call.to());
    json.field("weight", call.weight());
    json.field("label", call.label());
    json.field("isResidual", call.isResidual());
    json.field("isInline", call.isInline());
  }
}
