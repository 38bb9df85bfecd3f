package io.jtrace.web.cli;

/** Everything that can be said with a dash. */
enum Option {
  HTTP(
      "",
      "--http",
      "ADDRESS",
      "Listen there instead of a free port of 127.0.0.1, for example localhost:8080."),
  WEB(
      "",
      "--http",
      "ADDRESS",
      "Show the profile in the browser: flame graph, call graph, top, peek, source. Without an"
          + " address, on a free port of 127.0.0.1."),
  NO_BROWSER("", "--no-browser", "", "Print the address, open no browser."),
  PERFETTO_UI(
      "",
      "--perfetto-ui",
      "URL",
      "The Perfetto UI to open traces in; the default is " + Option.DEFAULT_PERFETTO_UI + "."),
  TRACE_LINK(
      "",
      "--trace-link",
      "URL",
      "Where the traces of OpenTelemetry are, with labels of a task in braces, for example"
          + " https://jaeger.example/trace/{traceId}; the page of a task leads there."),
  BASE(
      "",
      "--base",
      "TRACE",
      "Compare with this trace from before, on the page Compare: a file, a directory or an"
          + " address."),
  FORMAT(
      "",
      "--format",
      "FORMAT",
      "perfetto (for ui.perfetto.dev), chrome (JSON, for chrome://tracing) or html (the viewer with"
          + " the trace in one file)."),
  PROFILE_FORMAT(
      "",
      "--format",
      "FORMAT",
      "html writes what --http shows to one file that opens from a disk."),
  OUTPUT("-o", "--output", "FILE", "Write there; - is standard output."),
  TYPE(
      "-pprof",
      "--type",
      "TYPE",
      "net, sync, syscall or sched as in Go; cpu, alloc; or one kind of waits: monitor, wait, park,"
          + " sleep, socket, file, pinned, blocking (all of them)."),
  GROUP("", "--group", "NAME", "Only threads of this group, for example \"http-nio-*\"."),
  REGION(
      "",
      "--region",
      "NAME",
      "Only while a thread was in a region of this name, as the program names them."),
  FROM(
      "",
      "--from",
      "TIME",
      "Read from there on, for example 1.5s after the start of the recording."),
  TO("", "--to", "TIME", "Read up to there."),
  THREADS(
      "",
      "--threads",
      "THREADS",
      "Keep events of these threads and of none: names, * for any characters, or Java's ids, with"
          + " commas between."),
  EVENT_TYPES(
      "",
      "--type",
      "NAMES",
      "Only events of these types, with commas between; jdk. may be left out, for example"
          + " ThreadPark,com.acme.Order."),
  THREAD(
      "",
      "--thread",
      "THREADS",
      "Only events of these threads: names, * for any characters, or Java's ids, with commas"
          + " between."),
  LIMIT("", "--limit", "N", "Stop after so many events."),
  FOLLOW("", "--follow", "", "Read again whenever the recording has grown, until Ctrl-C."),
  JSON("", "--json", "", "Print JSON; docs/cli.md describes it."),
  ALL("", "--all", "", "List all event types, not only the largest."),
  SECONDS("-s", "--seconds", "SECONDS", "Record for so long, for example 0.5; the default is 5."),
  DETAIL(
      "",
      "--detail",
      "DETAIL",
      "normal, or full for every event without thresholds and with all stacks."),
  TOKEN("", "--token", "TOKEN", "The token of an agent that asks for one."),
  DEBUG("", "--debug", "", "Show stack traces of errors."),
  HELP("-h", "--help", "", "Show this help.");

  static final String DEFAULT_PERFETTO_UI = "https://ui.perfetto.dev";

  private final String shortName;
  private final String name;
  private final String valueLabel;
  private final String description;

  Option(String shortName, String name, String valueLabel, String description) {
    this.shortName = shortName;
    this.name = name;
    this.valueLabel = valueLabel;
    this.description = description;
  }

  /** Returns whether the user may write it so, with its dashes. */
  boolean isCalled(String word) {
    return word.equals(name) || word.equals(shortName);
  }

  /** Returns the name with one dash; empty if there is none. */
  String shortName() {
    return shortName;
  }

  /** Returns the name with its two dashes. */
  String longName() {
    return name;
  }

  boolean takesValue() {
    return !valueLabel.isEmpty();
  }

  /** Returns whether the next word is its value only if it looks like one. */
  boolean isValueOptional() {
    return this == HTTP || this == WEB;
  }

  /** Returns the spelling in messages, such as {@code --format=FORMAT}. */
  String usage() {
    return takesValue() ? name + "=" + valueLabel : name;
  }

  String description() {
    return description;
  }
}
