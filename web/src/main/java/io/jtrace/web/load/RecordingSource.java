package io.jtrace.web.load;

import io.jtrace.timeline.jfr.CutSummary;
import io.jtrace.timeline.jfr.CutWindow;
import io.jtrace.timeline.jfr.EventReader;
import io.jtrace.timeline.jfr.MalformedRecordingException;
import io.jtrace.timeline.jfr.ReadOptions;
import io.jtrace.timeline.jfr.RecordingCutter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A recording that nobody has read yet.
 *
 * @param name for people: the name of the file, or the address it came from
 * @param file the recording, perhaps compressed
 * @param temporary whether the file goes when this is closed
 */
public record RecordingSource(String name, Path file, boolean temporary) implements AutoCloseable {
  /**
   * Finds what the user named; fetches it if it is an address.
   *
   * @param source a path or an {@code http://} address
   * @throws UnreadableException if there is nothing to be read, with a sentence for the user
   */
  public static RecordingSource find(String source, Progress progress) throws IOException {
    if (TraceSource.isAddress(source)) {
      return fetch(source, progress);
    }
    Path file = TraceSource.locate(source);
    return new RecordingSource(String.valueOf(file.getFileName()), file, false);
  }

  private static RecordingSource fetch(String address, Progress progress) throws IOException {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("this is no proper address: " + address, e);
    }
    progress.begins("fetching " + address);
    return new RecordingSource(
        uri.getAuthority() + uri.getPath(), Download.fetch(uri, progress), true);
  }

  /** Makes sure that the file can be read, before anything is written on its account. */
  public void check() throws IOException {
    try {
      Magic.of(file);
    } catch (NoSuchFileException e) {
      throw new UnreadableException("no such file: " + file, e);
    } catch (AccessDeniedException e) {
      throw new UnreadableException("no permission to read " + file, e);
    }
  }

  /**
   * Writes the part of the recording that is in a window.
   *
   * @throws UnreadableException if nothing in it can be read as a recording
   */
  public CutSummary cut(CutWindow window, OutputStream out) throws IOException {
    try {
      return RecordingCutter.cut(file, window, out);
    } catch (MalformedRecordingException e) {
      throw new UnreadableException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens the recording to have its events read one by one.
   *
   * @throws UnreadableException if nothing in it can be read as a recording
   */
  public EventReader events() throws IOException {
    try {
      return EventReader.open(file, OptionalLong.empty());
    } catch (MalformedRecordingException e) {
      throw new UnreadableException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the part of the recording that is in a window, as a trace of its own: time 0 is where the
   * window begins.
   *
   * @param cut hears what was kept and what was lost
   */
  public LoadedTrace load(CutWindow window, Progress progress, Consumer<CutSummary> cut)
      throws IOException {
    Path part = Files.createTempFile("jtrace-", ".jfr");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        cut.accept(cut(window, out));
      }
      LoadedTrace trace = TraceSource.load(part.toString(), ReadOptions.defaults(), progress);
      return new LoadedTrace(name, part, true, trace.trace());
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  /** Deletes the file if it is a temporary one. */
  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(file);
    }
  }
}
