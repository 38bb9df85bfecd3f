package io.jtrace.web.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What jtrace can be told to do, and what each command understands. */
enum Command {
  VIEW(
      "",
      "Shows what every thread of a JVM did, and why it was not running.",
      Argument.TRACE,
      Option.HTTP,
      Option.NO_BROWSER,
      Option.PERFETTO_UI,
      Option.TRACE_LINK,
      Option.BASE,
      Option.FROM,
      Option.TO,
      Option.FOLLOW),
  INFO(
      "info",
      "Print what a trace is: JVM, duration, events by type, settings, losses.",
      Argument.TRACE,
      Option.JSON,
      Option.ALL,
      Option.FROM,
      Option.TO,
      Option.FOLLOW),
  REPORT(
      "report",
      "Print the analyses: time of threads by state, locks, I/O, garbage collection.",
      Argument.TRACE,
      Option.JSON,
      Option.FROM,
      Option.TO),
  DIFF(
      "diff",
      "Compare two traces: threads by state, locks, I/O, pauses, tasks, waits and CPU by code.",
      Argument.TRACES,
      Option.JSON,
      Option.FROM,
      Option.TO),
  EXPORT(
      "export",
      "Write a trace in the format of another tool.",
      Argument.TRACE,
      Option.FORMAT,
      Option.OUTPUT,
      Option.FROM,
      Option.TO),
  PPROF(
      "pprof",
      "Show profiles of pprof's format, or make one of a trace.",
      Argument.PROFILES,
      Option.TYPE,
      Option.GROUP,
      Option.REGION,
      Option.WEB,
      Option.NO_BROWSER,
      Option.PROFILE_FORMAT,
      Option.OUTPUT,
      Option.FROM,
      Option.TO),
  CUT(
      "cut",
      "Write a part of a recording as a recording: what touches a time, or is of some threads.",
      Argument.TRACE,
      Option.FROM,
      Option.TO,
      Option.THREADS,
      Option.OUTPUT),
  EVENTS(
      "events",
      "Print events with all their fields.",
      Argument.TRACE,
      Option.EVENT_TYPES,
      Option.FROM,
      Option.TO,
      Option.THREAD,
      Option.LIMIT,
      Option.JSON),
  RECORD(
      "record",
      "Record what a running JVM does: by its pid, a part of its name, or its address.",
      Argument.JVM,
      Option.SECONDS,
      Option.OUTPUT,
      Option.DETAIL,
      Option.TOKEN),
  PS("ps", "List the JVMs that can be recorded.", Argument.NONE, Option.JSON),
  COMPLETION(
      "completion",
      "Print a script that lets a shell complete commands and options: bash, zsh or fish.",
      Argument.SHELL),
  VERSION("version", "Print the versions of jtrace and of Java.", Argument.NONE);

  /** What a command is given beside options. */
  enum Argument {
    NONE("", 0, 0),
    TRACE("a trace: a file, a directory or an address", 1, 1),
    TRACES("two traces: files, directories or addresses", 2, 2),
    PROFILES("profiles or a trace: files or addresses", 1, Integer.MAX_VALUE),
    JVM("a JVM: its pid, a part of its name, or the address of its agent", 1, 1),
    SHELL("a shell: bash, zsh or fish", 1, 1);

    private final String description;
    private final int least;
    private final int most;

    Argument(String description, int least, int most) {
      this.description = description;
      this.least = least;
      this.most = most;
    }

    /** Returns how many must be given. */
    int least() {
      return least;
    }

    /** Returns how many may be given. */
    int most() {
      return most;
    }

    /** Returns what to give; empty if nothing. */
    String description() {
      return description;
    }
  }

  private final String word;
  private final String summary;
  private final Argument argument;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
  private final List<Option> options;

  Command(String word, String summary, Argument argument, Option... options) {
    this.word = word;
    this.summary = summary;
    this.argument = argument;
    List<Option> all = new ArrayList<>(List.of(options));
    all.add(Option.DEBUG);
    all.add(Option.HELP);
    this.options = List.copyOf(all);
  }

  /** Returns the command that a word stands for, or null if it stands for none. */
  static @Nullable Command named(String word) {
    for (Command command : values()) {
      if (command != VIEW && command.word.equals(word)) {
        return command;
      }
    }
    return null;
  }

  /** Returns the word that calls it; empty for the viewer. */
  String word() {
    return word;
  }

  /** Returns what the user types to call it. */
  String line() {
    return word.isEmpty() ? "jtrace" : "jtrace " + word;
  }

  String summary() {
    return summary;
  }

  Argument argument() {
    return argument;
  }

  List<Option> options() {
    return options;
  }
}
