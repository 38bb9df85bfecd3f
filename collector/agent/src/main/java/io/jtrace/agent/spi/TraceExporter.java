package io.jtrace.agent.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Turns recordings and profiles into the formats of other tools. Thread safe. */
public interface TraceExporter {

  /** Whether {@link #export} knows a format, for example {@code perfetto} or {@code chrome}. */
  boolean supports(String format);

  /**
   * Reads a complete recording and writes it in another format, streaming. Does not close the
   * stream, does not keep the file open and leaves nothing behind.
   *
   * @throws IOException if the recording cannot be read or the stream not be written
   */
  void export(Path recording, String format, OutputStream out) throws IOException;

  /**
   * Copies what of a complete recording touches a stretch of time, as a recording that covers
   * exactly the part of it that is there. Does not close the stream.
   *
   * @return where that part begins: {@code from}, or the beginning of the recording if it is later
   * @throws IOException if the recording cannot be read or the stream not be written
   */
  Instant cut(Path recording, Instant from, Instant to, OutputStream out) throws IOException;

  /**
   * Writes a profile in the format of pprof, compressed with gzip. Does not close the stream.
   *
   * @throws IOException if the stream fails
   */
  void writeProfile(StackProfile profile, OutputStream out) throws IOException;

  /**
   * Makes a profile from a complete recording.
   *
   * @param shortest shorter waits are left out, even if another recording had them recorded
   * @throws IOException if the recording cannot be read
   */
  StackProfile readProfile(Path recording, RecordedProfile profile, Duration shortest)
      throws IOException;
}
