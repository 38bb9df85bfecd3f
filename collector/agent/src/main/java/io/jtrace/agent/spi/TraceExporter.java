package io.jtrace.agent.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

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
   * Writes a profile in the format of pprof, compressed with gzip. Does not close the stream.
   *
   * @throws IOException if the stream fails
   */
  void writeProfile(StackProfile profile, OutputStream out) throws IOException;

  /**
   * Makes a profile from a complete recording.
   *
   * @throws IOException if the recording cannot be read
   */
  StackProfile readProfile(Path recording, RecordedProfile profile) throws IOException;
}
