package io.jtrace.web.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server. Thread safe.
 *
 * <p>One event loop accepts, reads and writes; workers, made when they are needed and gone when
 * they are not, run the handler. All threads are daemons. Buffers come from the heap and are not
 * pooled: the server may live for years in a process that asks for a trace once a month.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final int IDLE_SECONDS = 60;
  private static final int WORKER_IDLE_SECONDS = 10;
  private static final int CLOSE_SECONDS = 5;

  private final SingleThreadIoEventLoop loop;
  private final ThreadPoolExecutor workers;
  private final Connections connections;
  private final Channel channel;

  private HttpServer(
      SingleThreadIoEventLoop loop,
      ThreadPoolExecutor workers,
      Connections connections,
      Channel channel) {
    this.loop = loop;
    this.workers = workers;
    this.connections = connections;
    this.channel = channel;
  }

  /**
   * Starts a server on an address; port 0 means any free one.
   *
   * @throws IOException if the address cannot be bound
   */
  public static HttpServer start(InetSocketAddress address, ServerOptions options, Handler handler)
      throws IOException {
    ServerSocketChannel socket = ServerSocketChannel.open();
    try {
      socket.bind(address);
      return adopt(socket, options, handler);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Starts a server on a socket that is bound and registered with no selector. The socket belongs
   * to the server from then on; connections that already wait are accepted.
   *
   * @throws IOException if the server cannot run; the socket is then left to the caller
   */
  public static HttpServer adopt(ServerSocketChannel bound, ServerOptions options, Handler handler)
      throws IOException {
    NettySettings.apply();
    ThreadFactory threads = new ServerThreads(options.name() + "-http");
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            0,
            options.maxConcurrentRequests(),
            WORKER_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads);
    SingleThreadIoEventLoop loop =
        new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
    Connections connections = new Connections(options, workers, handler);
    try {
      Channel channel = register(bound, loop, connections);
      return new HttpServer(loop, workers, connections, channel);
    } catch (IOException | RuntimeException e) {
      Future<?> unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw e;
    }
  }

  private static Channel register(
      ServerSocketChannel bound, SingleThreadIoEventLoop loop, Connections connections)
      throws IOException {
    ByteBufAllocator heap = new UnpooledByteBufAllocator(false);
    ChannelFactory<ServerChannel> adopted = () -> new NioServerSocketChannel(bound);
    try {
      return new ServerBootstrap()
          .group(loop, loop)
          .channelFactory(adopted)
          .option(ChannelOption.ALLOCATOR, heap)
          .childOption(ChannelOption.ALLOCATOR, heap)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childHandler(connections)
          .register()
          .sync()
          .channel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server started", e);
    }
  }

  /** Returns the address that is bound. */
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Ends all connections, requests in progress too, and all threads. May be called twice. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    connections.close();
    workers.shutdown();
    Future<?> unused = loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    try {
      if (!loop.inEventLoop()) {
        loop.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      }
      workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sets up each connection and knows all of them. */
  private static final class Connections extends ChannelInitializer<Channel> {
    private final ServerOptions options;
    private final ThreadPoolExecutor workers;
    private final Handler handler;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    Connections(ServerOptions options, ThreadPoolExecutor workers, Handler handler) {
      this.options = options;
      this.workers = workers;
      this.handler = handler;
    }

    @Override
    protected void initChannel(Channel connection) {
      open.add(connection);
      connection.closeFuture().addListener(future -> open.remove(connection));
      connection
          .pipeline()
          .addLast(
              new HttpServerCodec(MAX_HEADER_BYTES, MAX_HEADER_BYTES, MAX_HEADER_BYTES),
              new IdleStateHandler(IDLE_SECONDS, 0, 0),
              new ConnectionHandler(
                  handler, workers, options.maxBodyBytes(), options.log(), path -> true));
    }

    void close() {
      for (Channel connection : open) {
        ChannelFuture unused = connection.close();
      }
    }
  }

  /** Makes daemon threads that keep nothing of the thread that asked for them. */
  private static final class ServerThreads implements ThreadFactory {
    private final String prefix;
    private final AtomicInteger count = new AtomicInteger();

    ServerThreads(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(null, task, prefix + "-" + count.getAndIncrement(), 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(HttpServer.class.getClassLoader());
      return thread;
    }
  }
}
