package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A program with known faults, and what the overview says of its trace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FindingsIT {
  private static final String PROGRAM =
      """
      import java.util.concurrent.CountDownLatch;

      public class Faults {
        static final class Fork {}

        static final class Till {}

        static void dine(String name, Fork mine, Fork other, CountDownLatch both) {
          new Thread(
                  () -> {
                    synchronized (mine) {
                      both.countDown();
                      try {
                        both.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      synchronized (other) {
                        System.out.println("never");
                      }
                    }
                  },
                  name)
              .start();
        }

        static void queue(String name, Till till) {
          Thread thread =
              new Thread(
                  () -> {
                    while (true) {
                      try {
                        synchronized (till) {
                          Thread.sleep(5);
                        }
                        Thread.sleep(1);
                      } catch (InterruptedException e) {
                        return;
                      }
                    }
                  },
                  name);
          thread.setDaemon(true);
          thread.start();
        }

        public static void main(String[] args) throws InterruptedException {
          Fork left = new Fork();
          Fork right = new Fork();
          CountDownLatch both = new CountDownLatch(2);
          dine("plato", left, right, both);
          dine("kant", right, left, both);
          Till till = new Till();
          for (int i = 0; i < 6; i++) {
            queue("guest-" + i, till);
          }
          System.out.println("ready");
        }
      }
      """;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Viewer viewer;
  private JsonTree findings;

  @BeforeAll
  void record(@TempDir Path directory) throws Exception {
    Jar.compile(directory, "Faults", PROGRAM, List.of());
    Path file = directory.resolve("trace.out");
    try (AgentProcess program = AgentProcess.start(directory, "Faults", List.of())) {
      await().atMost(PATIENCE).until(() -> program.output().contains("ready"));
      URI address = program.resolve("/debug/pprof/trace?seconds=1&detail=full");
      HttpResponse<Path> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofFile(file));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    viewer = Viewer.of(file);
    findings = JsonTree.of(viewer.get("/api/findings")).at("findings");
  }

  @AfterAll
  void stop() throws IOException {
    if (viewer != null) {
      viewer.close();
    }
  }

  @Test
  void threadsThatWaitForEachOther_areADeadlock() {
    JsonTree deadlock = findings.with("kind", "deadlock");

    assertThat(deadlock.at("subject").text())
        .isIn("plato waits for kant waits for plato", "kant waits for plato waits for kant");
    assertThat(deadlock.at("to").number() - deadlock.at("from").number())
        .as("seen through the whole second")
        .isGreaterThan(900_000_000);
  }

  @Test
  void threadsThatQueueForOneLock_areAConvoy() {
    JsonTree convoy = findings.with("kind", "lockConvoy");

    assertThat(convoy.at("subject").text()).startsWith("Faults$Till@");
    assertThat(convoy.at("culprit").text()).startsWith("guest-");
    assertThat(convoy.at("evidence").with("label", "threads at once").at("count").number())
        .isBetween(4L, 5L);
  }
}
