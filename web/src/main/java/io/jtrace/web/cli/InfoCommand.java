package io.jtrace.web.cli;

import io.jtrace.web.api.Json;
import io.jtrace.web.load.Follower;
import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.Progress;
import io.jtrace.web.load.UnreadableException;
import java.io.IOException;

/** {@code jtrace info}. */
record InfoCommand(Terminal terminal, Arguments arguments) {

  void run() throws IOException {
    if (arguments.has(Option.FOLLOW)) {
      follow(Loading.follower(arguments));
      return;
    }
    try (LoadedTrace trace = Loading.load(arguments, terminal)) {
      print(trace);
    }
  }

  /** Ends with the process, or when nobody takes the output any more. */
  private void follow(Follower follower) throws IOException {
    String problem = "";
    try {
      print(follower.next(Progress.NONE));
      while (!terminal.isOutBroken()) {
        try {
          LoadedTrace trace = follower.next(Progress.NONE);
          terminal.startAnew();
          print(trace);
          problem = "";
        } catch (UnreadableException e) {
          String sentence = String.valueOf(e.getMessage());
          if (!sentence.equals(problem)) {
            terminal.complain(sentence);
          }
          problem = sentence;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(LoadedTrace trace) throws IOException {
    if (!arguments.has(Option.JSON)) {
      terminal.print(new InfoText(trace).text(arguments.has(Option.ALL)));
      return;
    }
    // While following, a line for each reading is easier to take apart than indented objects.
    boolean isFollowing = arguments.has(Option.FOLLOW);
    try (Json out = isFollowing ? Json.to(terminal.bytes()) : Json.indented(terminal.bytes())) {
      InfoJson.write(out, trace);
    }
    terminal.print("\n");
  }
}
