package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.ProfileKind;
import io.jtrace.timeline.export.TraceFormat;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scripts by which a shell completes words after {@code jtrace}; made of what the commands know.
 */
final class Completion {
  private static final List<Command> SUBCOMMANDS =
      Arrays.stream(Command.values()).filter(command -> command != Command.VIEW).toList();
  private static final String SHELLS = "bash zsh fish";

  private Completion() {}

  /** Returns the script for a shell. */
  static String of(String shell) {
    return switch (shell) {
      case "bash" -> bash();
      case "zsh" -> "autoload -Uz bashcompinit && bashcompinit\n" + bash();
      case "fish" -> fish();
      default -> throw new UsageException("expected bash, zsh or fish, found \"" + shell + "\"");
    };
  }

  /** Where nothing is replied the shell completes names of files. */
  private static String bash() {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        _jtrace() {
          local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command='' options='' other
          for other in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
            case $other in %s) command=$other; break ;; esac
          done
          # Bash takes the = of --format=chrome for a word.
          if [ "$before" = = ]; then
            before=${COMP_WORDS[COMP_CWORD-2]}
          elif [ "$word" = = ]; then
            word=''
          fi
          COMPREPLY=()
          case $before in
        """
            .formatted(words("|", SUBCOMMANDS.stream())));
    for (Option option : Option.values()) {
      if (option.takesValue() && option != Option.EVENT_TYPES) {
        // The types of profiles are not those of events, which nobody knows without the recording.
        String unless =
            option == Option.TYPE
                ? "[ \"$command\" = %s ] || ".formatted(Command.EVENTS.word())
                : "";
        out.append(
            "    %s) %s return ;;\n".formatted(names(option), unless + reply(choices(option))));
      }
    }
    out.append(
        """
          esac
          if [[ $word == -* ]]; then
            case $command in
        """);
    for (Command command : Command.values()) {
      out.append(
          "      %s) options='%s' ;;\n"
              .formatted(command == Command.VIEW ? "''" : command.word(), options(command)));
    }
    out.append(
        """
            esac
            COMPREPLY=($(compgen -W "$options" -- "$word"))
            [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace 2>/dev/null
          elif [ -z "$command" ]; then
            %s
          elif [ "$command" = %s ]; then
            %s
          fi
        }
        complete -o default -F _jtrace jtrace
        """
            .formatted(
                reply(words(" ", SUBCOMMANDS.stream())), Command.COMPLETION.word(), reply(SHELLS)));
    return out.toString();
  }

  private static String reply(String choices) {
    return choices.isEmpty()
        ? ""
        : "COMPREPLY=($(compgen -W '%s' -- \"$word\"));".formatted(choices);
  }

  private static String names(Option option) {
    return Stream.of(option.shortName(), option.longName())
        .filter(Predicate.not(String::isEmpty))
        .collect(Collectors.joining("|"));
  }

  private static String options(Command command) {
    return command.options().stream()
        .map(option -> option.longName() + (option.takesValue() ? "=" : ""))
        .collect(Collectors.joining(" "));
  }

  private static String words(String separator, Stream<Command> commands) {
    return commands.map(Command::word).collect(Collectors.joining(separator));
  }

  /** Returns the values that an option has a choice of; empty if it takes any, or a file. */
  private static String choices(Option option) {
    return switch (option) {
      case FORMAT ->
          Stream.concat(
                  Arrays.stream(TraceFormat.values()).map(TraceFormat::key),
                  Stream.of(ExportCommand.SINGLE_FILE))
              .collect(Collectors.joining(" "));
      case TYPE ->
          Arrays.stream(ProfileKind.values())
              .map(ProfileKind::key)
              .collect(Collectors.joining(" "));
      default -> "";
    };
  }

  private static String fish() {
    StringBuilder out = new StringBuilder();
    for (Command command : SUBCOMMANDS) {
      out.append(
          "complete -c jtrace -n __fish_use_subcommand -a %s -d %s\n"
              .formatted(command.word(), quoted(command.summary())));
    }
    out.append(
        "complete -c jtrace -n '__fish_seen_subcommand_from %s' -f -a '%s'\n"
            .formatted(Command.COMPLETION.word(), SHELLS));
    for (Command command : Command.values()) {
      String condition =
          command == Command.VIEW
              ? "__fish_use_subcommand"
              : "'__fish_seen_subcommand_from %s'".formatted(command.word());
      for (Option option : command.options()) {
        out.append("complete -c jtrace -n ").append(condition).append(fish(option)).append('\n');
      }
    }
    return out.toString();
  }

  private static String fish(Option option) {
    String shortName =
        option.shortName().length() == 2 ? " -s " + option.shortName().charAt(1) : "";
    String choices = choices(option);
    String value = option.takesValue() ? " -r" : "";
    if (!choices.isEmpty()) {
      value = " -x -a " + quoted(choices);
    }
    return shortName
        + " -l "
        + option.longName().substring(2)
        + value
        + " -d "
        + quoted(option.description());
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
