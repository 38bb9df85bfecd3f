package io.jtrace.web.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The user's web browser. */
public final class Browser {
  private Browser() {}

  /**
   * Opens an address, in {@code $BROWSER} if that is set, else as the desktop does it. Does not
   * wait for the browser.
   *
   * @throws IOException if there is nothing to open it with
   */
  public static void open(String url) throws IOException {
    List<String> command = command(System.getenv(), System.getProperty("os.name", ""), url);
    new ProcessBuilder(command)
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .getOutputStream()
        .close();
  }

  static List<String> command(Map<String, String> environment, String os, String url)
      throws IOException {
    String browser = environment.getOrDefault("BROWSER", "");
    String system = os.toLowerCase(Locale.ROOT);
    if (!browser.isBlank()) {
      List<String> command = new ArrayList<>(List.of(browser.strip().split("\\s+", -1)));
      command.removeIf(word -> word.equals("%s"));
      command.add(url);
      return command;
    }
    if (system.startsWith("mac")) {
      return List.of("open", url);
    }
    if (system.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", url);
    }
    if (environment.getOrDefault("DISPLAY", "").isEmpty()
        && environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()) {
      throw new IOException("there is no display");
    }
    return List.of("xdg-open", url);
  }
}
