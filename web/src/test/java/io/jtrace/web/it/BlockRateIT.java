package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waits that are recorded all the time. */
final class BlockRateIT {
  private static final String PROGRAM =
      """
      public class Waiting {
        static final Object MONITOR = new Object();

        public static void main(String[] args) throws Exception {
          Thread holder = new Thread(Waiting::hold, "holder");
          holder.start();
          while (true) {
            Thread.sleep(10);
            want();
          }
        }

        static void hold() {
          while (true) {
            synchronized (MONITOR) {
              nap(50);
            }
            nap(20);
          }
        }

        static void want() { synchronized (MONITOR) { MONITOR.notifyAll(); } }

        static void nap(long millis) {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> get(AgentProcess program, String target) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(program.resolve("/debug/pprof/" + target)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String note(HttpResponse<String> answer) {
    return answer.headers().firstValue("Jtrace-Note").orElse("");
  }

  @Test
  void blockAndMutex_areOfWhatWasRecordedAllTheTime(@TempDir Path directory) throws Exception {
    Jar.compile(directory, "Waiting", PROGRAM, List.of());
    try (AgentProcess program =
        AgentProcess.start(
            directory,
            List.of(AgentProcess.agent(",blockrate=5ms")),
            List.of("-cp", directory.toString(), "Waiting"))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(get(program, "block?debug=1").body())
                      .startsWith("--- contention:")
                      .contains("Waiting.want"));

      HttpResponse<String> block = get(program, "block?debug=1");
      HttpResponse<String> mutex = get(program, "mutex?debug=1");

      assertThat(note(block))
          .contains("recorded all the time (option blockrate)")
          .contains("waits shorter than 5 ms are left out");
      assertThat(mutex.body()).startsWith("--- mutex:").contains("Waiting.");
      assertThat(note(mutex)).contains("recorded all the time");
      assertThat(note(get(program, "block?seconds=1")))
          .as("a window is recorded for itself")
          .doesNotContain("all the time");
    }
  }
}
