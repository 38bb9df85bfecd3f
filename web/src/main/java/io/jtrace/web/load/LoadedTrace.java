package io.jtrace.web.load;

import io.jtrace.timeline.jfr.EventReader;
import io.jtrace.timeline.jfr.MalformedRecordingException;
import io.jtrace.timeline.model.Trace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * A trace with the recording it was read from.
 *
 * @param name for people: the name of the file, or the address it came from
 * @param file the recording, perhaps compressed
 * @param temporary whether the file goes when this is closed
 */
public record LoadedTrace(String name, Path file, boolean temporary, Trace trace)
    implements AutoCloseable {

  /** Opens the bytes of the recording, uncompressed. */
  public InputStream openRecording() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      return Magic.of(file) == Magic.GZIP ? new GZIPInputStream(in, 64 << 10) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Opens the recording to have its events read one by one, in the time of the trace. */
  public EventReader openEvents() throws IOException {
    try {
      return EventReader.open(file, OptionalLong.of(trace.facts().startEpochNanos()));
    } catch (MalformedRecordingException e) {
      throw new UnreadableException(name + ": " + e.getMessage(), e);
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
