package io.jtrace.agent.record;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@link BenchServer} in a process of its own, and the clients here that keep it busy. */
final class LoadedServer implements AutoCloseable {

  private static final int CLIENTS = 8;
  private static final byte[] REQUEST =
      "GET /items/17 HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  record Reading(long requests, long cpuNanos) {
    double cpuMicrosPerRequest(Reading before) {
      return (cpuNanos - before.cpuNanos) / 1e3 / Math.max(1, requests - before.requests);
    }
  }

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;

  LoadedServer(List<String> jvmArguments, String work) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(jvmArguments);
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BenchServer.class.getName(), work));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    int port = Integer.parseInt(answer());
    for (int i = 0; i < CLIENTS; i++) {
      Thread client = new Thread(() -> load(port), "client");
      client.setDaemon(true);
      client.start();
    }
  }

  private static void load(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (true) {
        out.write(REQUEST);
        if (in.read(buffer) < 0) {
          return;
        }
      }
    } catch (IOException ended) {
      return; // the server was told to quit
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the server has died");
    }
    return line;
  }

  String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    return answer();
  }

  Reading read() throws IOException {
    String[] fields = ask("read").split(" ", -1);
    return new Reading(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
