package io.jtrace.web.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;

/** A recording of one chunk with twenty sleeps and an event of the program. */
public final class SmallRecording {

  private SmallRecording() {}

  @Name("com.acme.Checkout")
  static final class Checkout extends Event {
    int items = 3;
  }

  /** Records. */
  public static byte[] bytes() throws IOException {
    record(); // the first of a JVM takes so long that JFR may flush, and half of it can be read
    return record();
  }

  private static byte[] record() throws IOException {
    try (Recording jfr = new Recording()) {
      jfr.enable("jdk.ThreadSleep").withThreshold(Duration.ZERO).withStackTrace();
      jfr.enable("jdk.ThreadStart");
      jfr.start();
      new Checkout().commit();
      for (int i = 0; i < 20; i++) {
        try {
          Thread.sleep(1);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      jfr.stop();
      Path file = Files.createTempFile("recorded", ".jfr");
      try {
        jfr.dump(file);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    }
  }
}
