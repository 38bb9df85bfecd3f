package io.jtrace.web.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the messages of one connection into requests and has workers answer them, one after the
 * other. Everything here runs on the event loop of the connection.
 *
 * <p>Reading goes on while a request is answered, because only a read shows that the client is
 * gone. What a client sends ahead (pipelining) waits; after {@link #MAX_WAITING} messages reading
 * stops until the answer is out.
 */
class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private static final int MAX_WAITING = 16;

  private final Handler handler;
  private final Executor workers;
  private final int maxBodyBytes;
  private final Consumer<String> log;
  private final Predicate<String> mine;
  private final Queue<Object> waiting = new ArrayDeque<>();

  private @Nullable HttpRequest head;
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private @Nullable Exchange current;
  private boolean passing;
  private boolean refused;

  /**
   * Creates the handler of one connection.
   *
   * @param mine which paths are for the handler; others go to the next handler of the pipeline
   */
  ConnectionHandler(
      Handler handler,
      Executor workers,
      int maxBodyBytes,
      Consumer<String> log,
      Predicate<String> mine) {
    this.handler = handler;
    this.workers = workers;
    this.maxBodyBytes = maxBodyBytes;
    this.log = log;
    this.mine = mine;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof HttpObject)) {
      context.fireChannelRead(message);
    } else if (refused) {
      ReferenceCountUtil.release(message);
    } else if (current == null && waiting.isEmpty()) {
      take(context, message);
    } else {
      waiting.add(message);
      if (waiting.size() >= MAX_WAITING) {
        context.channel().config().setAutoRead(false);
      }
    }
  }

  private void take(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      passing = isForOthers(request);
      if (!passing) {
        begin(context, request);
      }
    }
    if (passing) {
      context.fireChannelRead(message);
      return;
    }
    try {
      if (message instanceof HttpContent content && head != null) {
        append(context, head, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private boolean isForOthers(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return false;
    }
    try {
      return !mine.test(Target.of(request.uri()).path());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      refuse(context, 400, "this is no HTTP request that jtrace understands");
    } else if (HttpUtil.getContentLength(request, 0L) > maxBodyBytes) {
      refuse(context, 413, "expected a body of at most " + maxBodyBytes + " bytes");
    } else {
      head = request;
      body = new ByteArrayOutputStream(0);
      if (HttpUtil.is100ContinueExpected(request)) {
        ChannelFuture unused =
            context.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      }
    }
  }

  private void append(ChannelHandlerContext context, HttpRequest request, HttpContent content) {
    int sizeBytes = content.content().readableBytes();
    if (content.decoderResult().isFailure()) {
      refuse(context, 400, "the body of this request cannot be decoded");
    } else if (body.size() + sizeBytes > maxBodyBytes) {
      refuse(context, 413, "expected a body of at most " + maxBodyBytes + " bytes");
    } else {
      byte[] bytes = new byte[sizeBytes];
      content.content().getBytes(content.content().readerIndex(), bytes);
      body.writeBytes(bytes);
      if (content instanceof LastHttpContent) {
        head = null;
        dispatch(context, request);
      }
    }
  }

  private void dispatch(ChannelHandlerContext context, HttpRequest head) {
    Request request;
    try {
      Target target = Target.of(head.uri());
      request =
          new Request(
              head.method().name(),
              target.path(),
              Query.of(target.query()),
              head.headers()::get,
              body.toString(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      refuse(context, 400, "the address of this request is not encoded properly");
      return;
    }
    Exchange exchange =
        new Exchange(
            context,
            request,
            head.protocolVersion(),
            HttpUtil.isKeepAlive(head),
            () -> next(context),
            log);
    current = exchange;
    try {
      workers.execute(() -> exchange.run(handler));
    } catch (RejectedExecutionException e) {
      refuse(context, 503, "too many requests at the same time; try again later");
    }
  }

  /** Answers without a worker, and closes: what follows on the connection is not trusted. */
  private void refuse(ChannelHandlerContext context, int status, String sentence) {
    refused = true;
    head = null;
    current = null;
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(status),
            Unpooled.copiedBuffer(sentence + "\n", StandardCharsets.UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  /** Goes on with what the client sent while the last request was answered. */
  private void next(ChannelHandlerContext context) {
    current = null;
    while (current == null && !refused && !waiting.isEmpty()) {
      take(context, waiting.remove());
    }
    if (waiting.isEmpty()) {
      context.channel().config().setAutoRead(true);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    if (current != null) {
      current.disconnected();
      current = null;
    }
    context.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && current == null) {
      ChannelFuture unused = context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  /** A broken connection is the client's affair; anything else goes on along the pipeline. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      ChannelFuture unused = context.close();
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
