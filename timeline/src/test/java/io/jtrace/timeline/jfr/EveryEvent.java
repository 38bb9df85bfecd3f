package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a chunk that holds each event which jtrace consumes, with all of its fields. */
final class EveryEvent {
  /** Texts that mean something in one field or another. */
  private static final List<String> TEXTS =
      List.of(
          "G1New",
          "RUNNABLE",
          "WAITING",
          "sun.nio.ch.EPoll.wait:7\njava.lang.Thread.run:1583",
          "Java HotSpot(TM) 64-Bit Server VM (17.0.1+12) for linux-amd64 JRE (17.0.1+12-LTS)",
          "20 ms",
          "localhost");

  private EveryEvent() {}

  /**
   * Returns a chunk with the people of {@link Scripts#peopled()} and {@code rounds} of each event.
   */
  static ScriptedRecording drawn(int rounds) {
    ScriptedRecording script = Scripts.peopled();
    for (ConsumedEvent event : ConsumedEvent.values()) {
      script.eventType(event.typeName(), declarations(script, event));
    }
    for (int round = 0; round < rounds; round++) {
      for (ConsumedEvent event : ConsumedEvent.values()) {
        script.event(event.typeName(), values(event, round));
      }
    }
    return script;
  }

  private static String[] declarations(ScriptedRecording script, ConsumedEvent event) {
    List<String> declarations = new ArrayList<>();
    declarations.add("long startTime Timestamp=TICKS");
    declarations.add("long duration Timespan=TICKS");
    declarations.add("@java.lang.Thread eventThread");
    declarations.add("@jdk.types.StackTrace stackTrace");
    fieldsByStruct(event)
        .forEach(
            (struct, fields) -> {
              if (struct.isEmpty()) {
                fields.forEach(f -> declarations.add(declaration(f, f.name())));
              } else {
                String type = "acme." + event.name() + "." + struct;
                script.struct(
                    type,
                    fields.stream()
                        .map(f -> declaration(f, f.name().substring(struct.length() + 1)))
                        .toArray(String[]::new));
                declarations.add(type + " " + struct);
              }
            });
    return declarations.toArray(new String[0]);
  }

  /** The fields of inlined structs by the name before the dot; all others by the empty name. */
  private static Map<String, List<ConsumedField>> fieldsByStruct(ConsumedEvent event) {
    Map<String, List<ConsumedField>> fields = new LinkedHashMap<>();
    for (ConsumedField field : event.fields()) {
      int dot = field.name().indexOf('.');
      String struct = dot < 0 ? "" : field.name().substring(0, dot);
      fields.computeIfAbsent(struct, key -> new ArrayList<>()).add(field);
    }
    return fields;
  }

  private static String declaration(ConsumedField field, String name) {
    return switch (field.kind()) {
      case NUMBER -> "long " + name;
      case NANOS -> "long " + name + " Timespan=NANOSECONDS";
      case BOOLEAN -> "boolean " + name;
      case REAL -> "double " + name;
      case TEXT -> "java.lang.String " + name;
      case CLASS -> "@java.lang.Class " + name;
      case METHOD -> "@jdk.types.Method " + name;
      case THREAD -> "@java.lang.Thread " + name;
    };
  }

  private static Object[] values(ConsumedEvent event, int round) {
    List<Object> values = new ArrayList<>();
    values.add(1000L * (event.ordinal() + round));
    values.add(500L * round);
    values.add(1 + round % 2);
    values.add(7);
    fieldsByStruct(event)
        .forEach(
            (struct, fields) -> {
              List<Object> drawn = fields.stream().map(f -> value(event, f, round)).toList();
              if (struct.isEmpty()) {
                values.addAll(drawn);
              } else {
                values.add(drawn);
              }
            });
    return values.toArray();
  }

  private static Object value(ConsumedEvent event, ConsumedField field, int round) {
    return switch (field.kind()) {
      case NUMBER, NANOS -> (long) round;
      case BOOLEAN -> round % 2 == 0;
      case REAL -> 0.25 * round;
      case TEXT -> TEXTS.get((event.ordinal() + event.fields().indexOf(field)) % TEXTS.size());
      case CLASS -> 5;
      case METHOD -> 61;
      case THREAD -> 1 + (round + 1) % 2;
    };
  }
}
