package io.jtrace.web.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.jfr.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowerTest {
  private static byte[] chunk = new byte[0];

  @TempDir private static Path shared = Path.of("");
  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void record() throws IOException {
    try (Recording jfr = new Recording()) {
      jfr.enable("jdk.ThreadStart").withPeriod(Duration.ZERO);
      jfr.start();
      jfr.stop();
      jfr.dump(shared.resolve("chunk.jfr"));
      chunk = Files.readAllBytes(shared.resolve("chunk.jfr"));
    }
  }

  @Test
  void appendedChunk_isReadInTheNextTrace() throws Exception {
    Path file = Files.write(directory.resolve("growing.jfr"), chunk);
    Follower follower = follower(file);
    assertThat(follower.next(Progress.NONE).trace().facts().chunks()).isEqualTo(1);

    Files.write(file, chunk, StandardOpenOption.APPEND);

    assertThat(follower.next(Progress.NONE).trace().facts().chunks()).isEqualTo(2);
  }

  @Test
  void unchangedFile_isNotReadAgain() throws Exception {
    Path file = Files.write(directory.resolve("still.jfr"), chunk);
    Follower follower = follower(file);
    follower.next(Progress.NONE);
    CompletableFuture<LoadedTrace> next = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                next.complete(follower.next(Progress.NONE));
              } catch (IOException | InterruptedException e) {
                next.completeExceptionally(e);
              }
            });
    thread.start();

    assertThatThrownBy(() -> next.get(1500, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);

    thread.interrupt();
    assertThatThrownBy(() -> next.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void newerFileInTheDirectory_isTheNextTrace() throws Exception {
    Path old = Files.write(directory.resolve("old.jfr"), chunk);
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));
    Follower follower = follower(directory);
    assertThat(follower.next(Progress.NONE).name()).isEqualTo("old.jfr");

    Files.write(directory.resolve("new.jfr"), chunk);

    assertThat(follower.next(Progress.NONE).name()).isEqualTo("new.jfr");
  }

  @Test
  void unreadableState_isSaidAndLeftBehind() throws Exception {
    Path file = Files.write(directory.resolve("broken.jfr"), chunk);
    Follower follower = follower(file);
    follower.next(Progress.NONE);
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> follower.next(Progress.NONE))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("broken.jfr: ");

    Files.write(file, chunk);

    assertThat(follower.next(Progress.NONE).trace().facts().chunks()).isEqualTo(1);
  }

  private static Follower follower(Path path) {
    return new Follower(path.toString(), ReadOptions.defaults());
  }
}
