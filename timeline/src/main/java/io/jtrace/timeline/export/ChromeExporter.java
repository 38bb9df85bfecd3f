package io.jtrace.timeline.export;

import io.jtrace.timeline.model.*;
import java.io.*;

final class ChromeExporter {
  static void write(Trace trace, TimeRange window, OutputStream out) throws IOException {}
}
