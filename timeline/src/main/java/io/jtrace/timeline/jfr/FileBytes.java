package io.jtrace.timeline.jfr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes of a file, which may grow meanwhile. */
final class FileBytes implements ByteSource {
  private final FileChannel channel;
  private final long size;
  private final boolean damaged;

  private FileBytes(FileChannel channel, boolean damaged) throws IOException {
    this.channel = channel;
    this.damaged = damaged;
    size = channel.size();
  }

  static FileBytes open(Path file) throws IOException {
    return new FileBytes(FileChannel.open(file, StandardOpenOption.READ), false);
  }

  /** Takes over a channel. */
  static FileBytes over(FileChannel channel, boolean damaged) throws IOException {
    return new FileBytes(channel, damaged);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, byte[] target, int at, int length) throws IOException {
    int wanted = (int) Math.max(0, Math.min(length, size - offset));
    ByteBuffer buffer = ByteBuffer.wrap(target, at, wanted);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position() - at) < 0) {
        break; // somebody cut the file
      }
    }
    return buffer.position() - at;
  }

  @Override
  public boolean isDamaged() {
    return damaged;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
