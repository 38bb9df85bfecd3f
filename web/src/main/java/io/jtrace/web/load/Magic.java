package io.jtrace.web.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file is, by its first bytes. */
enum Magic {
  JFR,
  GZIP,
  OTHER;

  static Magic of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  static Magic of(InputStream in) throws IOException {
    byte[] head = in.readNBytes(4);
    if (head.length == 4 && head[0] == 'F' && head[1] == 'L' && head[2] == 'R' && head[3] == 0) {
      return JFR;
    }
    boolean isGzip = head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    return isGzip ? GZIP : OTHER;
  }
}
