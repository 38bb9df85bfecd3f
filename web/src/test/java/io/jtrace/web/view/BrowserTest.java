package io.jtrace.web.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BrowserTest {
  private static final String URL = "http://127.0.0.1:1/";

  @Test
  void browserOfTheEnvironment_wins() throws IOException {
    assertThat(Browser.command(Map.of("BROWSER", "firefox --new-window"), "Linux", URL))
        .containsExactly("firefox", "--new-window", URL);
    assertThat(Browser.command(Map.of("BROWSER", "w3m %s"), "Mac OS X", URL))
        .containsExactly("w3m", URL);
  }

  @Test
  void system_hasItsOpener() throws IOException {
    assertThat(Browser.command(Map.of("DISPLAY", ":0"), "Linux", URL))
        .containsExactly("xdg-open", URL);
    assertThat(Browser.command(Map.of(), "Mac OS X", URL)).containsExactly("open", URL);
    assertThat(Browser.command(Map.of(), "Windows 11", URL))
        .containsExactly("rundll32", "url.dll,FileProtocolHandler", URL);
  }

  @Test
  void noDisplay_isSaid() {
    assertThatThrownBy(() -> Browser.command(Map.of(), "Linux", URL))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no display");
  }
}
