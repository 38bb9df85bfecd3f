package io.jtrace.web.cli;

import io.jtrace.web.api.Json;
import io.jtrace.web.attach.RunningJvm;
import io.jtrace.web.cli.TextTable.Align;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code jtrace ps}: the JVMs that {@code jtrace record} can record. */
record PsCommand(Terminal terminal, Arguments arguments) {
  private static final int PROGRAM_WIDTH = 100;

  void run() throws IOException {
    List<RunningJvm> jvms = RunningJvm.list();
    if (arguments.has(Option.JSON)) {
      try (Json json = Json.to(terminal.bytes())) {
        json.object(() -> json.objects("jvms", jvms, jvm -> write(json, jvm)));
      }
      return;
    }
    TextTable table =
        new TextTable(
            List.of("PID", "User", "Up", "CPU", "Program"),
            List.of(Align.RIGHT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT));
    for (RunningJvm jvm : jvms) {
      table.row(
          List.of(
              Long.toString(jvm.pid()),
              jvm.user().orElse("\u2013"),
              jvm.start()
                  .map(start -> time(Duration.between(start, Instant.now())))
                  .orElse("\u2013"),
              jvm.cpu().map(PsCommand::time).orElse("\u2013"),
              jvm.program().isEmpty()
                  ? "(not told)"
                  : TextTable.fit(jvm.program(), PROGRAM_WIDTH)));
    }
    StringBuilder out = new StringBuilder();
    table.appendTo(out);
    terminal.print(jvms.isEmpty() ? "No other JVM of this user runs here.\n" : out.toString());
  }

  private static String time(Duration duration) {
    return Amounts.duration(Math.max(0, duration.toNanos()));
  }

  private static void write(Json json, RunningJvm jvm) throws IOException {
    json.field("pid", jvm.pid());
    json.field("program", jvm.program());
    json.field("user", jvm.user().orElse(null));
    if (jvm.start().isPresent()) {
      json.field("startEpochMillis", jvm.start().get().toEpochMilli());
    }
    if (jvm.cpu().isPresent()) {
      json.field("cpuNanos", jvm.cpu().get().toNanos());
    }
  }
}
