package io.jtrace.web.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * The body of a response. Used by one thread; the transport ends it from the event loop.
 *
 * <p>At most {@link #MAX_PENDING_BYTES} wait for the client at a time: the writer blocks until the
 * event loop has handed enough to the socket. Counting our own bytes rather than asking the channel
 * whether it is writable makes this work in a foreign pipeline too, whatever its water marks.
 */
final class ResponseStream extends OutputStream {
  private static final int CHUNK_BYTES = 32 << 10;
  private static final int MAX_PENDING_BYTES = 4 * CHUNK_BYTES;

  /** The length of a body that ends when the stream is closed. */
  static final long UNKNOWN_LENGTH = -1;

  private final ChannelHandlerContext context;
  private final long length;
  private final boolean bodyless;
  private final Runnable completed;
  private final Object lock = new Object();

  private byte[] chunk;
  private int chunkBytes;
  private long writtenBytes;
  private boolean closed;

  // Guarded by lock.
  private int pendingBytes;
  private boolean gone;

  /**
   * Creates a stream whose headers were sent.
   *
   * @param length the announced length, or {@link #UNKNOWN_LENGTH}
   * @param bodyless whether what is written is thrown away: the answer to HEAD
   * @param completed runs on the event loop after the last byte was handed to the socket
   */
  ResponseStream(ChannelHandlerContext context, long length, boolean bodyless, Runnable completed) {
    this.context = context;
    this.length = length;
    this.bodyless = bodyless;
    this.completed = completed;
    chunk = new byte[(int) (length < 0 ? CHUNK_BYTES : Math.min(length, CHUNK_BYTES))];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (closed) {
      throw new IOException("the response is complete already");
    }
    if (bodyless) {
      return;
    }
    if (length >= 0 && writtenBytes + count > length) {
      throw new IOException("the response is longer than the " + length + " bytes announced");
    }
    writtenBytes += count;
    int from = offset;
    int left = count;
    while (left > 0) {
      if (chunkBytes == chunk.length) {
        flush();
      }
      int part = Math.min(left, chunk.length - chunkBytes);
      System.arraycopy(bytes, from, chunk, chunkBytes, part);
      chunkBytes += part;
      from += part;
      left -= part;
    }
  }

  /** Hands what was written so far, at least the headers, to the socket. */
  @Override
  public void flush() throws IOException {
    if (chunkBytes == 0) {
      context.flush();
      return;
    }
    awaitRoom();
    send(new DefaultHttpContent(takeChunk()));
    chunk = new byte[chunk.length];
  }

  private ByteBuf takeChunk() {
    ByteBuf bytes = Unpooled.wrappedBuffer(chunk, 0, chunkBytes);
    synchronized (lock) {
      pendingBytes += chunkBytes;
    }
    chunkBytes = 0;
    return bytes;
  }

  private void send(HttpContent content) {
    int sizeBytes = content.content().readableBytes();
    context
        .writeAndFlush(content)
        .addListener(
            (ChannelFutureListener)
                future -> {
                  synchronized (lock) {
                    pendingBytes -= sizeBytes;
                    lock.notifyAll();
                  }
                  if (!future.isSuccess()) {
                    onDisconnect();
                  }
                });
  }

  private void awaitRoom() throws IOException {
    synchronized (lock) {
      while (pendingBytes >= MAX_PENDING_BYTES && !gone) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while the client was slow", e);
        }
      }
      if (gone) {
        throw new IOException("the client is gone");
      }
    }
  }

  /** Tells the writer that nobody reads any more. */
  void onDisconnect() {
    synchronized (lock) {
      gone = true;
      lock.notifyAll();
    }
  }

  /** Completes the body. A body shorter than announced breaks the connection. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    if (length >= 0 && writtenBytes < length && !bodyless) {
      throw new IOException("only " + writtenBytes + " of " + length + " bytes were written");
    }
    awaitRoom();
    closed = true;
    if (chunkBytes > 0) {
      send(new DefaultHttpContent(takeChunk()));
    }
    chunk = new byte[0];
    context
        .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener((ChannelFutureListener) future -> completed.run());
  }

  /** Returns whether the body is complete. */
  boolean isClosed() {
    return closed;
  }
}
