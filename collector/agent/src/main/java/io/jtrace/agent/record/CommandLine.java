package io.jtrace.agent.record;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The command line of this process with its secrets blacked out.
 *
 * @param arguments program and arguments, safe to show
 * @param hasSecrets whether something had to be blacked out
 */
public record CommandLine(List<String> arguments, boolean hasSecrets) {

  private static final String NAME =
      "[\\w.-]*(?:passw|passphrase|pwd|secret|token|credential|api[-_.]?key|access[-_.]?key"
          + "|private[-_.]?key)[\\w.-]*";

  /** {@code name=value} or {@code name:value} anywhere in an argument. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?i)(" + NAME + "\\s*[=:])('[^']*'|\"[^\"]*\"|[^\\s,;&]+)");

  /** {@code --name}, the value being the next argument. */
  private static final Pattern FLAG = Pattern.compile("(?i)--?" + NAME);

  /** {@code //user:value@host}. */
  private static final Pattern USER_INFO = Pattern.compile("(//[^/\\s:@]*:)[^/\\s@]+(?=@)");

  private static final String BLACK = "***";

  /** Copies the list. */
  public CommandLine {
    arguments = List.copyOf(arguments);
  }

  /** The command line of this process, as the system knows it, else as the JVM does. */
  public static CommandLine ofThisProcess() {
    ProcessHandle.Info info = ProcessHandle.current().info();
    List<String> arguments = new ArrayList<>();
    Optional<String[]> known = info.arguments();
    if (known.isPresent() && info.command().isPresent()) {
      arguments.add(info.command().get());
      arguments.addAll(List.of(known.get()));
    } else {
      arguments.add("java");
      arguments.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      arguments.addAll(List.of(System.getProperty("sun.java.command", "").split(" ")));
    }
    return from(arguments);
  }

  /** Blacks out what looks like a secret. */
  public static CommandLine from(List<String> arguments) {
    List<String> shown = new ArrayList<>();
    boolean next = false;
    for (String argument : arguments) {
      shown.add(next && !argument.startsWith("-") ? BLACK : redact(argument));
      next = FLAG.matcher(argument).matches();
    }
    return new CommandLine(shown, !shown.equals(arguments));
  }

  private static String redact(String argument) {
    String assignments = ASSIGNMENT.matcher(argument).replaceAll("$1" + BLACK);
    return USER_INFO.matcher(assignments).replaceAll("$1" + BLACK);
  }
}
