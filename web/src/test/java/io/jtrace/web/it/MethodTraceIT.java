package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jtrace.timeline.jfr.RecordingReader;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program without the agent, recorded with both settings files. */
@EnabledForJreRange(minVersion = 25, disabledReason = "JFR traces methods from JDK 25 on")
final class MethodTraceIT {

  private static final int PARKS = 2_000;

  private static final String WAITS =
      """
      import java.util.concurrent.*;
      import java.util.concurrent.locks.*;

      public class Waits {
        interface Body { void run() throws Exception; }

        static Thread start(String name, Body body) {
          return Thread.ofVirtual().name(name).start(() -> {
            try {
              body.run();
            } catch (Exception failed) {
              failed.printStackTrace();
            }
          });
        }

        public static void main(String[] arguments) throws Exception {
          start("sleeper", () -> Thread.sleep(20)).join();
          start("yielder", () -> { for (int i = 0; i < 10; i++) Thread.yield(); }).join();
          start("parker", () -> { for (int i = 0; i < %d; i++) LockSupport.parkNanos(1); }).join();
          SynchronousQueue<Integer> queue = new SynchronousQueue<>();
          Thread taker = start("taker", () -> {
            long begin = System.nanoTime();
            queue.take();
            System.out.println("taken " + (System.nanoTime() - begin));
          });
          Thread.sleep(50);
          queue.put(1);
          taker.join();
          Object monitor = new Object();
          Thread waiter = start("waiter", () -> {
            synchronized (monitor) {
              long begin = System.nanoTime();
              monitor.wait(40);
              System.out.println("waited " + (System.nanoTime() - begin));
            }
          });
          waiter.join();
        }
      }
      """
          .formatted(PARKS);

  private final Path directory;

  MethodTraceIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:+UseSerialGC"})
  void waitsOfVirtualThreads_areThoseThatTheProgramMeasured(String option) throws Exception {
    Path file = directory.resolve("trace.jfr");
    Jar.Result result = record(option, file);
    Trace trace = Traces.of(RecordingReader.read(file));

    assertThat(states(trace, "sleeper"))
        .containsOnlyOnce(State.SLEEPING)
        .doesNotContain(State.PARKED);
    assertThat(states(trace, "yielder")).filteredOn(State.RUNNABLE::equals).hasSize(10);
    assertThat(states(trace, "parker")).filteredOn(State.PARKED::equals).hasSize(PARKS);
    assertThat(nanos(trace, "taker", State.PARKED) / 1e6)
        .isCloseTo(told(result, "taken"), within(2.0));
    assertThat(nanos(trace, "waiter", State.WAITING) / 1e6)
        .isCloseTo(told(result, "waited"), within(2.0));
    for (String name : List.of("sleeper", "yielder", "parker", "taker", "waiter")) {
      assertThat(states(trace, name)).as(name).doesNotContain(State.RUNNING);
    }
  }

  private Jar.Result record(String option, Path file) throws Exception {
    Jar.compile(directory, "Waits", WAITS, List.of(directory));
    String settings =
        "settings=" + settings("jtrace") + ",settings=" + settings("jtrace-methodtrace");
    Jar.Result result =
        Jar.finish(
            directory,
            List.of(
                Jar.java(),
                option,
                "-Xlog:jfr*=off",
                "-XX:StartFlightRecording:" + settings + ",filename=" + file,
                "-cp",
                directory.toString(),
                "Waits"));
    assertThat(result.errors()).isEmpty();
    return result;
  }

  private Path settings(String name) throws IOException {
    try (JarFile jar = new JarFile(Jar.path().toFile());
        InputStream in = jar.getInputStream(jar.getEntry("io/jtrace/agent/" + name + ".jfc"))) {
      return Files.write(directory.resolve(name + ".jfc"), in.readAllBytes());
    }
  }

  private static double told(Jar.Result result, String word) {
    Matcher matcher = Pattern.compile(word + " (\\d+)").matcher(result.text());
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1)) / 1e6;
  }

  private static int thread(Trace trace, String name) {
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (trace.threadName(thread).equals(name)) {
        return thread;
      }
    }
    throw new AssertionError("no thread is called " + name);
  }

  private static List<State> states(Trace trace, String name) {
    List<State> found = new ArrayList<>();
    Spans spans = trace.spans();
    int thread = thread(trace, name);
    for (int span = spans.first(thread); span < spans.end(thread); span++) {
      found.add(spans.state(span));
    }
    return found;
  }

  private static long nanos(Trace trace, String name, State state) {
    long nanos = 0;
    Spans spans = trace.spans();
    int thread = thread(trace, name);
    for (int span = spans.first(thread); span < spans.end(thread); span++) {
      nanos += spans.state(span) == state ? spans.endNanos(span) - spans.startNanos(span) : 0;
    }
    return nanos;
  }
}
