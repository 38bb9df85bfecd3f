package io.jtrace.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The events that a program writes while it is recorded with plain JFR. */
public record Recorded(List<RecordedEvent> events) {

  /** What is recorded. */
  public interface Program {
    /** Does it. */
    void run() throws Exception;
  }

  /** Records a program. */
  public static Recorded of(Program program) throws Exception {
    Path file = Files.createTempFile("annotations", ".jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      program.run();
      recording.stop();
      recording.dump(file);
      return new Recorded(RecordingFile.readAllEvents(file));
    } finally {
      Files.delete(file);
    }
  }

  /** Returns the events of a type. */
  public List<RecordedEvent> named(String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  /** Returns the only event of a type. */
  public RecordedEvent only(String name) {
    List<RecordedEvent> found = named(name);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + name + ", found " + found);
    }
    return found.get(0);
  }

  /** Returns what was done wrong, and to what. */
  public List<String> misuses() {
    return named("jtrace.Misuse").stream()
        .map(event -> event.getString("kind") + ": " + event.getString("name"))
        .toList();
  }
}
