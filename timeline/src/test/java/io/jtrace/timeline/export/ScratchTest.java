package io.jtrace.timeline.export;

import java.io.*;
import java.nio.file.*;
import org.junit.jupiter.api.Test;

class ScratchTest {
  @Test
  void write() throws Exception {
    var t = DrawnTraces.shop();
    for (TraceFormat f : TraceFormat.values())
      try (OutputStream o = Files.newOutputStream(Path.of("/tmp/tpx/shop." + f.fileExtension()))) {
        f.write(t, t.range(), o);
      }
  }
}
