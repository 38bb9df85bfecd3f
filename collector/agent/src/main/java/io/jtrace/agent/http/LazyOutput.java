package io.jtrace.agent.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Opens the stream behind it when the first kilobytes are there, so that errors can come before.
 */
final class LazyOutput extends OutputStream {

  private static final int HELD_BYTES = 1 << 15;

  /** Opens the stream behind. */
  interface Opener {
    OutputStream open() throws IOException;
  }

  private final Opener opener;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private @Nullable OutputStream behind;

  LazyOutput(Opener opener) {
    this.opener = opener;
  }

  /** Whether the stream behind is open. */
  boolean isBegun() {
    return behind != null;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    OutputStream out = behind;
    if (out == null && held.size() + length <= HELD_BYTES) {
      held.write(bytes, offset, length);
    } else {
      (out == null ? begin() : out).write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    OutputStream out = behind;
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    OutputStream out = behind;
    (out == null ? begin() : out).close();
  }

  private OutputStream begin() throws IOException {
    OutputStream out = opener.open();
    behind = out;
    held.writeTo(out);
    held.reset();
    return out;
  }
}
