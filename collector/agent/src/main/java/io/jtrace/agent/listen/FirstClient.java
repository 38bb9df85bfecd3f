package io.jtrace.agent.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens and hands the socket on when the first client connects, so that an HTTP server is loaded
 * only if somebody wants it. The client is not accepted here: it waits in the queue of the socket.
 */
public final class FirstClient implements AutoCloseable {

  /** Takes the socket over. */
  public interface Successor {

    /**
     * Serves from now on. The channel is non-blocking and registered nowhere.
     *
     * @return ends the service, the channel included
     * @throws IOException if there can be no service; the channel is then closed
     */
    AutoCloseable takeOver(ServerSocketChannel channel) throws IOException;
  }

  private final ServerSocketChannel channel;
  private final InetSocketAddress address;
  private final Selector selector;
  private final Successor successor;
  private final Consumer<Throwable> onFailure;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Object successionLock = new Object();
  private @Nullable AutoCloseable service; // guarded by successionLock

  private FirstClient(
      ServerSocketChannel channel,
      InetSocketAddress address,
      Selector selector,
      Successor successor,
      Consumer<Throwable> onFailure) {
    this.channel = channel;
    this.address = address;
    this.selector = selector;
    this.successor = successor;
    this.onFailure = onFailure;
  }

  /**
   * Binds a socket and waits on a daemon thread.
   *
   * @param onFailure told when the socket is closed because there can be no service
   * @throws IOException if the address cannot be bound
   */
  public static FirstClient listen(
      InetSocketAddress wanted,
      String threadName,
      Successor successor,
      Consumer<Throwable> onFailure)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    Selector selector = null;
    try {
      channel.bind(wanted);
      channel.configureBlocking(false);
      selector = Selector.open();
      channel.register(selector, SelectionKey.OP_ACCEPT);
      InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
      FirstClient first = new FirstClient(channel, bound, selector, successor, onFailure);
      Thread thread = new Thread(null, first::run, threadName, 0, false);
      thread.setDaemon(true);
      thread.start();
      return first;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      if (selector != null) {
        selector.close();
      }
      throw failed;
    }
  }

  /** Returns where it listens, with the port that was found if any was wanted. */
  public InetSocketAddress address() {
    return address;
  }

  private void run() {
    try {
      selector.select();
      // Closing the selector gives the channel up: a channel with a valid key cannot be handed on.
      selector.close();
      succeed();
    } catch (ClosedSelectorException closedMeanwhile) {
      return;
    } catch (Exception | LinkageError failed) {
      fail(failed);
    }
  }

  private void succeed() throws IOException {
    synchronized (successionLock) {
      if (!closed.get()) {
        service = successor.takeOver(channel);
      }
    }
  }

  private void fail(Throwable failed) {
    if (!closed.get()) {
      try {
        channel.close();
      } catch (IOException notClosed) {
        failed.addSuppressed(notClosed);
      }
      onFailure.accept(failed);
    }
  }

  /** Stops listening or ends the service. */
  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      selector.close();
      synchronized (successionLock) {
        closeService();
      }
      channel.close();
    }
  }

  /** Called with the lock held. */
  private void closeService() throws IOException {
    if (service != null) {
      try {
        service.close();
      } catch (IOException | RuntimeException failed) {
        throw failed;
      } catch (Exception failed) {
        throw new IOException("the server at " + address + " did not close", failed);
      }
    }
  }
}
