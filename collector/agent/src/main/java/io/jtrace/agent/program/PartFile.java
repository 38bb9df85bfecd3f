package io.jtrace.agent.program;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is whole or not there: it is written beside its place and then renamed. */
final class PartFile {

  private final Path file;
  private final Path part;
  private final OutputStream out;

  private PartFile(Path file, Path part, OutputStream out) {
    this.file = file;
    this.part = part;
    this.out = out;
  }

  /**
   * Makes the file beside, so that whoever cannot write learns it now.
   *
   * @throws IOException if that is not possible; the message says why, without the file
   */
  static PartFile create(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory");
    }
    if (directory != null && !Files.isDirectory(directory)) {
      throw new IOException("there is no directory " + directory);
    }
    Path part = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      return new PartFile(file, part, new BufferedOutputStream(Files.newOutputStream(part)));
    } catch (AccessDeniedException denied) {
      throw new IOException("no permission to write there", denied);
    }
  }

  OutputStream out() {
    return out;
  }

  /** Puts the file in its place, in that of an older one. */
  void keep() throws IOException {
    out.close();
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void discard() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
