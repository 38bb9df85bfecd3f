package io.jtrace.web.cli;

import io.jtrace.timeline.jfr.DecodedEvent;
import io.jtrace.timeline.jfr.EventQuery;
import io.jtrace.timeline.jfr.EventReader;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.web.api.EventJson;
import io.jtrace.web.api.Json;
import io.jtrace.web.load.RecordingSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code jtrace events}: prints events one after the other and makes no trace of them. */
record EventsCommand(Terminal terminal, Arguments arguments) {
  private static final int BUFFER_BYTES = 64 << 10;

  /** Prints an event. */
  @FunctionalInterface
  private interface Printer {
    void print(DecodedEvent event) throws IOException;
  }

  void run() throws IOException {
    arguments.trace();
    EventQuery query = query();
    long limit = limit();
    try (RecordingSource source = Loading.find(arguments, terminal);
        EventReader reader = source.events()) {
      OutputStream out = new BufferedOutputStream(terminal.bytes(), BUFFER_BYTES);
      if (arguments.has(Option.JSON)) {
        try (Json json = Json.lines(out)) {
          each(reader, query, limit, event -> EventJson.event(json, event));
        }
        out.write('\n');
      } else {
        each(reader, query, limit, event -> terminal.writeTo(out, EventText.of(event)));
      }
      out.flush();
      tellLosses(reader);
    }
  }

  private static void each(EventReader reader, EventQuery query, long limit, Printer printer)
      throws IOException {
    Printing printing = new Printing(printer, limit);
    if (limit > 0) {
      reader.each(query, printing::print);
    }
    if (printing.failure != null) {
      throw printing.failure;
    }
  }

  /** Prints until there is enough, or nobody listens any more. */
  private static final class Printing {
    private final Printer printer;
    private long left;
    private @Nullable IOException failure;

    Printing(Printer printer, long limit) {
      this.printer = printer;
      left = limit;
    }

    boolean print(DecodedEvent event) {
      try {
        printer.print(event);
      } catch (IOException e) {
        failure = e;
        return false;
      }
      return --left > 0;
    }
  }

  private EventQuery query() {
    TimeRange time = Loading.window(arguments);
    return new EventQuery(
        new HashSet<>(words(arguments.value(Option.EVENT_TYPES))),
        time == null ? Long.MIN_VALUE : time.startNanos(),
        time == null ? Long.MAX_VALUE : time.endNanos(),
        words(arguments.value(Option.THREAD)));
  }

  private static List<String> words(@Nullable String list) {
    List<String> words = new ArrayList<>();
    if (list != null) {
      Arrays.stream(list.split(",", -1)).map(String::strip).forEach(words::add);
      words.removeIf(String::isEmpty);
    }
    return words;
  }

  private long limit() {
    String limit = arguments.value(Option.LIMIT);
    if (limit == null) {
      return Long.MAX_VALUE;
    }
    if (!limit.matches("\\d{1,18}")) {
      throw new UsageException("expected --limit=N with a number, found \"" + limit + "\"");
    }
    return Long.parseLong(limit);
  }

  private void tellLosses(EventReader reader) {
    if (reader.unreadableChunks() > 0) {
      terminal.complain(Amounts.counted(reader.unreadableChunks(), "chunk") + " could not be read");
    }
    if (reader.unreadableEvents() > 0) {
      terminal.complain(Amounts.counted(reader.unreadableEvents(), "event") + " could not be read");
    }
  }
}
