package io.jtrace.web.http;

import io.jtrace.agent.spi.EndpointResponse;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and its response. A worker answers; the event loop tells of the client's end. */
final class Exchange implements EndpointResponse {
  private final ChannelHandlerContext context;
  private final Request request;
  private final boolean http10;
  private final Runnable completed;
  private final Consumer<String> log;
  private boolean keepAlive;

  // Guarded by this.
  private @Nullable ResponseStream stream;
  private @Nullable Runnable disconnectAction;
  private boolean gone;

  /**
   * Creates an exchange.
   *
   * @param completed runs on the event loop when the response was sent and the connection may be
   *     used again
   */
  Exchange(
      ChannelHandlerContext context,
      Request request,
      HttpVersion version,
      boolean keepAlive,
      Runnable completed,
      Consumer<String> log) {
    this.context = context;
    this.request = request;
    this.keepAlive = keepAlive;
    this.completed = completed;
    this.log = log;
    http10 = version.compareTo(HttpVersion.HTTP_1_1) < 0;
  }

  /** Runs the handler to its end, whatever that is. Called by a worker. */
  void run(Handler handler) {
    try {
      handler.handle(request, this);
      ResponseStream body = begun();
      if (body == null || !body.isClosed()) {
        fail();
      }
    } catch (IOException e) {
      fail();
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      // Thrown on, it would end up on the standard error stream of a stranger's program.
      log.accept("could not answer " + request.method() + " " + request.path() + ": " + e);
      fail();
    }
  }

  /** Answers that the server broke, or, if the answer has begun, breaks the connection. */
  private void fail() {
    if (begun() != null) {
      ChannelFuture unused = context.close();
      return;
    }
    try {
      Answers.text(this, 500, "jtrace could not answer this request");
    } catch (IOException e) {
      ChannelFuture unused = context.close();
    }
  }

  private synchronized @Nullable ResponseStream begun() {
    return stream;
  }

  @Override
  public OutputStream begin(int status, Map<String, String> headers) throws IOException {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    headers.forEach((name, value) -> head.headers().set(name, value));
    boolean bodyless = request.isHead() || status == 204 || status == 304;
    long length = frame(head.headers(), status == 204 || status == 304);
    ResponseStream body;
    synchronized (this) {
      if (stream != null) {
        throw new IllegalStateException("the response has begun already");
      }
      if (gone) {
        throw new IOException("the client is gone");
      }
      body = new ResponseStream(context, length, bodyless, this::onSent);
      stream = body;
    }
    ChannelFuture unused = context.write(head);
    return body;
  }

  /** Completes the headers and returns the length of the body. */
  private long frame(HttpHeaders headers, boolean never) {
    headers.set(
        HttpHeaderNames.DATE,
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    long length = ResponseStream.UNKNOWN_LENGTH;
    String announced = headers.get(HttpHeaderNames.CONTENT_LENGTH);
    if (announced != null) {
      length = Long.parseLong(announced);
    } else if (!never && http10) {
      keepAlive = false;
    } else if (!never) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    if (!keepAlive) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (http10) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return length;
  }

  private void onSent() {
    synchronized (this) {
      disconnectAction = null;
    }
    if (keepAlive) {
      completed.run();
    } else {
      ChannelFuture unused = context.close();
    }
  }

  @Override
  public void onDisconnect(Runnable action) {
    synchronized (this) {
      if (!gone) {
        disconnectAction = action;
        return;
      }
    }
    action.run();
  }

  /** Tells handler and writer that the client is gone. Called by the event loop. */
  void disconnected() {
    Runnable action;
    ResponseStream body;
    synchronized (this) {
      gone = true;
      action = disconnectAction;
      disconnectAction = null;
      body = stream;
    }
    if (body != null) {
      body.onDisconnect();
    }
    if (action != null) {
      action.run();
    }
  }
}
