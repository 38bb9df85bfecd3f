package sample;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A service of its own behind a socket, asked over a few kept connections. */
final class Inventory implements AutoCloseable {
  private static final int CONNECTIONS = 12;

  private final ServerSocket server;
  private final BlockingQueue<Socket> connections = new ArrayBlockingQueue<>(CONNECTIONS);

  private Inventory(ServerSocket server) {
    this.server = server;
  }

  static Inventory start() throws IOException {
    ServerSocket server = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
    Inventory inventory = new Inventory(server);
    SampleServer.daemon(inventory::accept, "inventory-accept").start();
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
      socket.setTcpNoDelay(true);
      inventory.connections.add(socket);
    }
    return inventory;
  }

  long stockOf(int item) throws IOException {
    Socket socket;
    try {
      socket = connections.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the inventory", e);
    }
    try {
      new DataOutputStream(socket.getOutputStream()).writeInt(item);
      return new DataInputStream(socket.getInputStream()).readLong();
    } finally {
      connections.add(socket);
    }
  }

  private void accept() {
    try {
      for (int number = 1; true; number++) {
        Socket socket = server.accept();
        SampleServer.daemon(() -> answer(socket), "inventory-" + number).start();
      }
    } catch (IOException e) {
      System.err.println("inventory: closed: " + e.getMessage());
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        int item = in.readInt();
        LockSupport.parkNanos(300_000 + (item % 5) * 200_000L);
        out.writeLong(item * 17L % 101);
      }
    } catch (IOException e) {
      System.err.println("inventory: a client went away: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
