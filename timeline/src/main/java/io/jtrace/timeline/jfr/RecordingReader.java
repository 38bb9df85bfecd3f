package io.jtrace.timeline.jfr;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads recordings of any JVM and tool that writes chunks of version 1 or 2, plain or compressed
 * with gzip.
 *
 * <p>Damage is no error while anything can be read: what was lost is in {@link
 * Recording#diagnostics()}. Memory is proportional to the largest chunk and to what the columns
 * hold. All methods may be called by several threads at once.
 */
public final class RecordingReader {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int BUFFER_BYTES = 64 << 10;

  private RecordingReader() {}

  /**
   * Reads the recording in {@code file}.
   *
   * @throws IOException if the file cannot be read
   * @throws MalformedRecordingException if nothing in it can be read as a recording
   */
  public static Recording read(Path file) throws IOException {
    return read(file, ReadOptions.defaults());
  }

  /**
   * Reads the recording in {@code file}.
   *
   * @throws IOException if the file cannot be read
   * @throws MalformedRecordingException if nothing in it can be read as a recording
   */
  public static Recording read(Path file, ReadOptions options) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return read(input, Files.size(file), options);
    }
  }

  /**
   * Reads the recording that {@code input} delivers until its end; does not close it.
   *
   * @throws IOException if {@code input} throws one
   * @throws MalformedRecordingException if nothing in it can be read as a recording
   */
  public static Recording read(InputStream input, ReadOptions options) throws IOException {
    return read(input, -1, options);
  }

  /**
   * Reads the recording in {@code bytes}.
   *
   * @throws MalformedRecordingException if nothing in it can be read as a recording
   */
  public static Recording read(byte[] bytes) {
    try {
      return read(new ByteArrayInputStream(bytes), bytes.length, ReadOptions.defaults());
    } catch (IOException e) {
      throw new AssertionError("bytes in memory cannot fail to be read", e);
    }
  }

  private static Recording read(InputStream input, long totalBytes, ReadOptions options)
      throws IOException {
    CountingInput counting = new CountingInput(input);
    BufferedInputStream buffered = new BufferedInputStream(counting, BUFFER_BYTES);
    ByteWindow window = isGzip(buffered) ? decompressing(buffered) : ByteWindow.plain(buffered);
    Runnable progress = () -> options.progress().advanced(counting.countBytes(), totalBytes);
    return new RecordingAssembler(window, progress).assemble();
  }

  private static ByteWindow decompressing(InputStream input) throws IOException {
    try {
      return ByteWindow.compressed(new GZIPInputStream(input, BUFFER_BYTES));
    } catch (EOFException | ZipException e) {
      MalformedRecordingException malformed =
          new MalformedRecordingException(
              "Expected a recording compressed with gzip, but the gzip header at byte 0 is damaged",
              0);
      malformed.initCause(e);
      throw malformed;
    }
  }

  private static boolean isGzip(BufferedInputStream input) throws IOException {
    input.mark(2);
    int magic = (input.read() << 8) | input.read();
    input.reset();
    return magic == GZIP_MAGIC;
  }
}
