package io.jtrace.web.it;

import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a {@link HookedProgram} recorded, as the JDK's own reader sees it, and what it said.
 *
 * @param file the recording
 * @param output numbers behind words
 */
record HookedRecording(Path file, String output) {

  static HookedRecording of(Path directory, String name, String source, String... jvmOptions)
      throws IOException, InterruptedException {
    return of(directory, name, source, List.of(), List.of(jvmOptions));
  }

  /** Returns the recording of a program with libraries. */
  static HookedRecording of(
      Path directory, String name, String source, List<Path> libraries, List<String> jvmOptions)
      throws IOException, InterruptedException {
    String output = HookedProgram.record(directory, name, source, libraries, jvmOptions);
    return new HookedRecording(directory.resolve("own.jfr"), output);
  }

  /** Returns events of jtrace. */
  List<RecordedEvent> events(String name, Predicate<RecordedEvent> which) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("jtrace." + name))
        .filter(which)
        .toList();
  }

  List<RecordedEvent> events(String name, String thread) throws IOException {
    return events(name, event -> thread.equals(event.getThread().getJavaName()));
  }

  static Duration total(List<RecordedEvent> events) {
    return events.stream().map(RecordedEvent::getDuration).reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns the numbers that the program printed behind a word. */
  List<Long> told(String word) {
    Stream<String> found =
        Pattern.compile(word + " (\\d+)").matcher(output).results().map(one -> one.group(1));
    return found.map(Long::parseLong).toList();
  }

  Trace trace() throws IOException {
    return Traces.of(RecordingReader.read(file));
  }
}
