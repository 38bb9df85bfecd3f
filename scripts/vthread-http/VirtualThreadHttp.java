import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trace costs a server with a virtual thread for each request: throughput and processor time of servers that are
 * loaded in turns.
 *
 * <p>All servers record all the time; only the one whose turn it is has anything to do. The order is turned around in each
 * second round. Turns are short, so that neighbours on the machine hit all alike. Plain JFR is there twice: how far these
 * two are apart is what the figures do not show. Two JVMs never compile quite the same code, so run it more than once.
 */
public final class VirtualThreadHttp {
  private static final int CLIENTS = 8;
  private static final int WARM_UP_ROUNDS = 3;
  private static final long WARM_UP_MILLIS = 3_000;
  private static final long RAMP_MILLIS = 100;
  private static final byte LAST_BYTE = '$';
  private static final byte[] REQUEST =
      "GET /items/17 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final Pattern ADDRESS = Pattern.compile("http://[0-9.:]+/debug/pprof/");

  /** Requests and nanoseconds of processor time. */
  private record Reading(long requests, long cpuNanos) {}

  /** What a server did in a second of its turn, and what a request took. */
  private record Window(double requestsPerSecond, double cpuMicros) {}

  /** A server and what it was seen to do. */
  private static final class Server implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final int port;
    private final List<Window> windows = new ArrayList<>();

    Server(String name, Path errors, List<String> jvmOptions) throws IOException {
      this.name = name;
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvmOptions);
      command.addAll(List.of("-Xmx512m", "-Xlog:jfr+startup=off", "-Dsun.net.httpserver.nodelay=true"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "VirtualThreadServer"));
      process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      answers = process.inputReader(StandardCharsets.UTF_8);
      commands = process.outputWriter(StandardCharsets.UTF_8);
      port = Integer.parseInt(answers.readLine());
    }

    Reading read() throws IOException {
      commands.write("\n");
      commands.flush();
      String[] words = answers.readLine().split(" ");
      return new Reading(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    /** Keeps it busy for a while. */
    Window load(long millis) throws Exception {
      List<Socket> sockets = new ArrayList<>();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        clients.add(Thread.ofPlatform().daemon().start(() -> ask(socket)));
      }
      Thread.sleep(RAMP_MILLIS);
      long startNanos = System.nanoTime();
      Reading before = read();
      Thread.sleep(millis);
      Reading after = read();
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      for (int i = 0; i < CLIENTS; i++) {
        sockets.get(i).close();
        clients.get(i).join();
      }
      double requests = after.requests - before.requests;
      return new Window(requests / seconds, (after.cpuNanos - before.cpuNanos) / 1e3 / requests);
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  private static void ask(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] buffer = new byte[1 << 14];
      while (true) {
        out.write(REQUEST);
        int count;
        do {
          count = in.read(buffer);
        } while (count > 0 && buffer[count - 1] != LAST_BYTE);
      }
    } catch (IOException ended) {
      return; // the turn is over
    }
  }

  /**
   * Runs.
   *
   * @param arguments jtrace.jar, its settings file, a directory, rounds, milliseconds of a turn
   */
  public static void main(String[] arguments) throws Exception {
    String jar = arguments[0];
    Path directory = Path.of(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    long millis = Long.parseLong(arguments[4]);
    try (Server plain = plainJfr("plain JFR", arguments[1], directory);
        Server again = plainJfr("plain JFR again", arguments[1], directory);
        Server off = agent("agent, hooks=off", jar, ",hooks=off", directory);
        Server on = agent("agent, hooks=on", jar, "", directory)) {
      List<Server> servers = List.of(plain, again, off, on);
      turns(servers, WARM_UP_ROUNDS, WARM_UP_MILLIS);
      servers.forEach(server -> server.windows.clear());
      turns(servers, rounds, millis);
      System.out.printf(
          "JDK %s, %d processors, %d clients, %d rounds of %d ms; medians (quartiles) against plain JFR%n",
          System.getProperty("java.version"),
          Runtime.getRuntime().availableProcessors(),
          CLIENTS,
          rounds,
          millis);
      servers.forEach(server -> print(server, plain));
    }
  }

  private static Server plainJfr(String name, String settings, Path directory) throws Exception {
    return new Server(
        name,
        Files.createTempFile(directory, "err", ""),
        List.of(
            "-XX:FlightRecorderOptions:stackdepth=128",
            "-XX:StartFlightRecording:maxsize=1g,settings=" + settings + ",jdk.ExecutionSample#enabled=false"));
  }

  /** Starts a server with the agent, and a trace of it that goes on as long as it lives. */
  private static Server agent(String name, String jar, String options, Path directory) throws Exception {
    Path errors = Files.createTempFile(directory, "err", "");
    String agent = "-javaagent:" + jar + "=listen=127.0.0.1:0,maxseconds=3600,maxsize=8g" + options;
    Server server = new Server(name, errors, List.of(agent));
    Matcher address = ADDRESS.matcher(Files.readString(errors));
    if (!address.find()) {
      throw new IOException("the agent told no address: " + Files.readString(errors));
    }
    HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(URI.create(address.group() + "trace?seconds=3600")).build(),
            HttpResponse.BodyHandlers.discarding());
    return server;
  }

  private static void turns(List<Server> servers, int rounds, long millis) throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (Server server : round % 2 == 0 ? servers : servers.reversed()) {
        server.windows.add(server.load(millis));
      }
    }
  }

  private static void print(Server server, Server base) {
    List<Double> throughput = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    for (int round = 0; round < server.windows.size(); round++) {
      Window window = server.windows.get(round);
      Window other = base.windows.get(round);
      throughput.add(100 * (window.requestsPerSecond / other.requestsPerSecond - 1));
      cpu.add(100 * (window.cpuMicros / other.cpuMicros - 1));
    }
    System.out.printf(
        Locale.ROOT,
        "%-18s %8.0f req/s  %s   %6.2f us/req  %s%n",
        server.name,
        quantile(server.windows.stream().map(Window::requestsPerSecond).toList(), 0.5),
        quartiles(throughput),
        quantile(server.windows.stream().map(Window::cpuMicros).toList(), 0.5),
        quartiles(cpu));
  }

  private static String quartiles(List<Double> percents) {
    return String.format(
        Locale.ROOT,
        "%+5.1f %% (%+5.1f to %+5.1f)",
        quantile(percents, 0.5),
        quantile(percents, 0.25),
        quantile(percents, 0.75));
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
