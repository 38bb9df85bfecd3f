package io.jtrace.web.cli;

import io.jtrace.web.http.Handler;
import io.jtrace.web.view.Browser;
import io.jtrace.web.view.Viewer;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Shows something in the browser.
 *
 * @param http where the user wants it; null for anywhere on this machine
 */
record Serving(Terminal terminal, Arguments arguments, @Nullable String http) {

  /** Complains of a wrong address before anything starts. */
  void checkAddress() {
    address();
  }

  private ListenAddress address() {
    return ListenAddress.parse(http == null ? ListenAddress.ANY_PORT : http);
  }

  Viewer start(Handler api) throws IOException {
    ListenAddress address = address();
    try {
      return Viewer.start(api, address.host(), address.port(), terminal::complain);
    } catch (BindException e) {
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    } catch (UnknownHostException e) {
      throw new IOException("cannot listen on " + address + ": no such host", e);
    }
  }

  /** Tells the address, and opens the browser unless the user does not want that. */
  void announce(String name, String url) {
    terminal.print(name + " is shown at " + url + " until Ctrl-C\n");
    if (arguments.has(Option.NO_BROWSER)) {
      return;
    }
    try {
      Browser.open(url);
    } catch (IOException e) {
      terminal.complain("no browser could be opened, open this yourself: " + url);
    }
  }
}
