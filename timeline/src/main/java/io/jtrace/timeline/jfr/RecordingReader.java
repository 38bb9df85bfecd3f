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
 * Recording#diagnostics()}. Chunks are read by several threads; memory is proportional to a chunk,
 * or a piece of it where it is large, for each of them, and to what the columns hold, which go to a
 * temporary file where the heap is too small. All methods may be called by several threads at once.
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
    if (Files.isDirectory(file)) {
      throw new IOException("expected a recording, found a directory: " + file);
    }
    try (FileBytes bytes = FileBytes.open(file)) {
      if (isGzip(bytes)) {
        try (InputStream input = Files.newInputStream(file)) {
          return readStream(input, Files.size(file), options);
        }
      }
      return assemble(bytes, options);
    }
  }

  /**
   * Reads the recording that {@code input} delivers until its end; does not close it.
   *
   * @throws IOException if {@code input} throws one
   * @throws MalformedRecordingException if nothing in it can be read as a recording
   */
  public static Recording read(InputStream input, ReadOptions options) throws IOException {
    return readStream(input, -1, options);
  }

  /**
   * Reads the recording in {@code bytes}.
   *
   * @throws MalformedRecordingException if nothing in it can be read as a recording
   */
  public static Recording read(byte[] bytes) {
    try {
      MemoryBytes source = new MemoryBytes(bytes, bytes.length, false);
      return isGzip(source)
          ? readStream(new ByteArrayInputStream(bytes), bytes.length, ReadOptions.defaults())
          : assemble(source, ReadOptions.defaults());
    } catch (IOException e) {
      throw new AssertionError("bytes in memory cannot fail to be read", e);
    }
  }

  /** Opens a recording, uncompressed, for whoever closes it. */
  static ByteSource open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("expected a recording, found a directory: " + file);
    }
    try (FileBytes bytes = FileBytes.open(file)) {
      if (!isGzip(bytes)) {
        return FileBytes.open(file);
      }
    }
    try (InputStream input = Files.newInputStream(file)) {
      return spool(input);
    }
  }

  private static Recording assemble(ByteSource source, ReadOptions options) throws IOException {
    return new RecordingAssembler(source, options, ChunkReader.Limits.USUAL).assemble();
  }

  /** Streams are kept before they are read: chunks are read in any order, and twice if need be. */
  private static Recording readStream(InputStream input, long totalBytes, ReadOptions options)
      throws IOException {
    CountingInput counting =
        new CountingInput(input, count -> options.progress().advanced(count, totalBytes));
    try (ByteSource source = spool(counting)) {
      return assemble(source, options.withProgress((done, total) -> {}));
    }
  }

  private static ByteSource spool(InputStream input) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(input, BUFFER_BYTES);
    boolean gzip = isGzip(buffered);
    InputStream plain = gzip ? decompressing(buffered) : buffered;
    return StreamSpool.read(plain, gzip, StreamSpool.MAX_MEMORY_BYTES);
  }

  private static InputStream decompressing(InputStream input) throws IOException {
    try {
      return new GZIPInputStream(input, BUFFER_BYTES);
    } catch (EOFException | ZipException e) {
      MalformedRecordingException malformed =
          new MalformedRecordingException(
              "Expected a recording compressed with gzip, but the gzip header at byte 0 is damaged",
              0);
      malformed.initCause(e);
      throw malformed;
    }
  }

  private static boolean isGzip(ByteSource source) throws IOException {
    byte[] first = new byte[2];
    return source.read(0, first, 0, 2) == 2
        && ((first[0] & 0xff) << 8 | (first[1] & 0xff)) == GZIP_MAGIC;
  }

  private static boolean isGzip(BufferedInputStream input) throws IOException {
    input.mark(2);
    int magic = (input.read() << 8) | input.read();
    input.reset();
    return magic == GZIP_MAGIC;
  }
}
