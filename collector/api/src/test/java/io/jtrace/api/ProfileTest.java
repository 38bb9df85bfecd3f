package io.jtrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileTest {

  /** A profile is there for good, so each test has another name. */
  private final Profile profile = Profile.newProfile("test/" + UUID.randomUUID());

  private static Map<String, Long> places(Profile profile) {
    Map<String, Long> places = new TreeMap<>();
    profile
        .stacks()
        .forEach((frames, count) -> places.merge(frames.get(0).getMethodName(), count, Long::sum));
    return places;
  }

  private void open(Object value) {
    profile.add(value, 0);
  }

  private void openForCaller(Object value) {
    profile.add(value, 1);
  }

  @Test
  void addedValues_areCountedByTheStackOfTheCall() {
    for (int i = 0; i < 3; i++) {
      open(new Object());
    }
    profile.add("directly", 0);

    assertThat(profile.count()).isEqualTo(4);
    assertThat(places(profile))
        .containsExactly(entry("addedValues_areCountedByTheStackOfTheCall", 1L), entry("open", 3L));
  }

  @Test
  void skippedFrames_areNotInTheStack() {
    openForCaller(new Object());

    assertThat(places(profile)).containsOnlyKeys("skippedFrames_areNotInTheStack");
  }

  @Test
  void moreSkippedThanThereAre_leavesAnEmptyStack() {
    profile.add("value", 1_000_000);

    assertThat(profile.stacks()).containsExactly(entry(List.of(), 1L));
  }

  @Test
  void deepStack_keepsItsInnermostFrames() {
    recurse(1000);

    List<StackTraceElement> frames = profile.stacks().keySet().iterator().next();
    assertThat(frames).hasSize(KeptStacks.MAX_FRAMES);
    assertThat(frames.get(0).getMethodName()).isEqualTo("recurse");
  }

  private void recurse(int depth) {
    if (depth == 0) {
      profile.add("deep", 0);
    } else {
      recurse(depth - 1);
    }
  }

  @Test
  void removedValue_isNoLongerCounted() {
    Object value = new Object();
    open(value);
    profile.remove(value);
    profile.remove(value);
    profile.remove("never added");

    assertThat(profile.count()).isZero();
    assertThat(profile.stacks()).isEmpty();
  }

  @Test
  void valueThatIsIn_isNotAddedAgain() {
    Object value = new Object();
    open(value);

    assertThatThrownBy(() -> open(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the profile " + profile.name() + " has this value already");
    assertThat(profile.count()).isEqualTo(1);
  }

  @Test
  void equalValues_areTwo() {
    open(new String("equal"));
    open(new String("equal"));

    assertThat(profile.count()).isEqualTo(2);
  }

  @Test
  void threadsAtTheSameTime_loseNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      done.add(pool.submit(this::addMany));
    }
    for (Future<?> one : done) {
      one.get();
    }
    pool.shutdown();

    assertThat(profile.count()).isEqualTo(4 * 500);
    assertThat(places(profile)).containsExactly(entry("open", 2000L));
  }

  private void addMany() {
    for (int i = 0; i < 1000; i++) {
      Object value = new Object();
      open(value);
      if (i % 2 == 0) {
        profile.remove(value);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "goroutine", "threads", "trace", "profile"})
  void nameThatIsTaken_isRefused(String name) {
    assertThatThrownBy(() -> Profile.newProfile(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is a profile " + name + " already");
  }

  @Test
  void nameOfTheProgramsOwn_isRefusedASecondTime() {
    assertThatThrownBy(() -> Profile.newProfile(profile.name()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines"})
  void nameThatIsNoText_isRefused(String name) {
    assertThatThrownBy(() -> Profile.newProfile(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a name");
  }

  @Test
  void lookup_findsBuiltInAndOwnProfiles() {
    assertThat(Profile.lookup(profile.name())).isSameAs(profile);
    assertThat(Profile.lookup("nosuch")).isNull();
    assertThat(Profile.lookup("profile")).isNull();
    assertThat(Profile.all())
        .extracting(Profile::name)
        .contains(
            "allocs",
            "block",
            "goroutine",
            "heap",
            "mutex",
            "threadcreate",
            "threads",
            profile.name())
        .isSorted();
  }

  @Test
  void builtInProfile_countsThreadsAndTakesNoValues() {
    Profile threads = Objects.requireNonNull(Profile.lookup("goroutine"));

    assertThat(threads.count()).isPositive();
    assertThat(threads.stacks()).isEmpty();
    assertThatThrownBy(() -> threads.add("value", 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("add was called on the built-in profile goroutine");
    threads.remove("value");
  }

  @Test
  void withoutCollector_isOneSentence() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(() -> Profile.startCpuProfile(out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "profiles and traces need the collector of jtrace: put jtrace.jar on the class path, or"
                + " start the program with -javaagent:jtrace.jar");
    assertThatThrownBy(() -> Trace.start(out)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Profile.writeHeapProfile(out))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> profile.writeTo(out, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stopWithoutStart_doesNothing() throws Exception {
    Profile.stopCpuProfile();
    Trace.stop();
  }

  @Test
  void isEnabled_tellsWhetherAnythingRecords() throws Exception {
    assertThat(Trace.isEnabled()).isFalse();
    Recorded.of(() -> assertThat(Trace.isEnabled()).isTrue());
    assertThat(Trace.isEnabled()).isFalse();
  }
}
