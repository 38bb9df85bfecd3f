package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hooks record of the loop of Netty's native transport, a class of the program. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "Netty's epoll transport is for Linux, and the tests have that for x86-64")
final class NettyHooksIT {

  private static final int FIRST_THAT_WARNS_OF_NATIVE_ACCESS = 24;

  private static final String LOOP =
      """
      import io.netty.channel.epoll.EpollEventLoopGroup;
      import java.util.concurrent.ThreadFactory;
      import java.util.concurrent.TimeUnit;

      public class Loop {
        public static void main(String[] arguments) throws Exception {
          Recorded.run(arguments[0], () -> {
            long begin = System.nanoTime();
            EpollEventLoopGroup group =
                new EpollEventLoopGroup(1, (ThreadFactory) task -> new Thread(task, "loop"));
            for (int i = 0; i < 5; i++) {
              group.schedule(() -> { }, 40, TimeUnit.MILLISECONDS).get();
            }
            for (int i = 0; i < 5; i++) {
              group.schedule(() -> { }, 6, TimeUnit.MILLISECONDS).get();
            }
            Thread.sleep(60);
            group.submit(() -> { }).get();
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).get();
            System.out.println("loop " + (System.nanoTime() - begin));
          });
        }
      }
      """;

  private final Path directory;

  NettyHooksIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xshare:auto", "-Xcomp", "-Xint"})
  void waitsOfTheLoop_areThoseUntilItsTasks(String jvmOption) throws Exception {
    List<String> options = new ArrayList<>(List.of(jvmOption, "-Dio.netty.noUnsafe=true"));
    if (Runtime.version().feature() >= FIRST_THAT_WARNS_OF_NATIVE_ACCESS) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    HookedRecording recorded = HookedRecording.of(directory, "Loop", LOOP, libraries(), options);

    List<RecordedEvent> waits = recorded.events("Select", "loop");
    assertThat(waits)
        .filteredOn(wait -> wait.getLong("timeoutMillis") != -1)
        .as("until a task by the timer")
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(wait -> assertThat(wait.getLong("timeoutMillis")).isBetween(0L, 40L));
    assertThat(waits)
        .filteredOn(wait -> wait.getLong("timeoutMillis") == -1)
        .as("until it is woken, once by a thread that sleeps first")
        .anySatisfy(wait -> assertThat(wait.getDuration()).isGreaterThan(Duration.ofMillis(40)));
    assertThat(HookedRecording.total(waits))
        .isLessThanOrEqualTo(Duration.ofNanos(recorded.told("loop").get(0)));
  }

  private static List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("jtrace.foreign")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("netty")).toList();
    }
  }
}
