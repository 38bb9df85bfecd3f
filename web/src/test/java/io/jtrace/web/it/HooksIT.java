package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the hooks record of programs whose truth is known. */
final class HooksIT {

  private static final String SWITCHES =
      """
      import java.util.ArrayList;
      import java.util.List;
      import java.util.concurrent.SynchronousQueue;
      import java.util.concurrent.locks.LockSupport;

      public class Switches {
        interface Body { void run() throws Exception; }

        static final List<Thread> threads = new ArrayList<>();
        static volatile int turn;

        static Thread start(String name, Body body) {
          Thread thread = Thread.ofVirtual().name(name).start(() -> {
            try {
              body.run();
            } catch (Exception failed) {
              failed.printStackTrace();
            }
          });
          threads.add(thread);
          return thread;
        }

        public static void main(String[] arguments) throws Exception {
          int rounds = Integer.parseInt(arguments[1]);
          boolean monitors = Runtime.version().feature() >= 24;
          Recorded.run(arguments[0], () -> {
            pingPong(rounds);
            for (int i = 0; i < 5; i++) {
              start("sleeper", () -> { for (int n = 0; n < 20; n++) Thread.sleep(1); });
            }
            start("yielder", () -> { for (int n = 0; n < 1000; n++) Thread.yield(); });
            wakers();
            if (monitors) {
              monitors();
            }
            for (Thread thread : threads) {
              thread.join();
            }
            Thread.sleep(200); // the last run is written after its thread has ended
          });
        }

        static void pingPong(int rounds) {
          var there = new SynchronousQueue<Integer>();
          var back = new SynchronousQueue<Integer>();
          start("ping", () -> { for (int n = 0; n < rounds; n++) { there.put(n); back.take(); } });
          start("pong", () -> { for (int n = 0; n < rounds; n++) { there.take(); back.put(n); } });
        }

        static void wakers() throws Exception {
          Thread woken = start("woken", () -> {
            for (int n = 1; n <= 100; n++) while (turn < n) LockSupport.park();
          });
          start("waker", () -> { for (int n = 1; n <= 50; n++) wake(woken, n); });
          while (turn < 50) Thread.sleep(1);
          for (int n = 51; n <= 100; n++) wake(woken, n);
        }

        static void wake(Thread thread, int next) {
          while (thread.getState() != Thread.State.WAITING) Thread.yield();
          turn = next;
          LockSupport.unpark(thread);
        }

        static void monitors() throws Exception {
          Object lock = new Object();
          Object bell = new Object();
          Thread blocked;
          synchronized (lock) {
            blocked = start("blocked", () -> { synchronized (lock) { } });
            while (blocked.getState() != Thread.State.BLOCKED) Thread.sleep(1);
          }
          Thread waiting = start("waiting", () -> { synchronized (bell) { bell.wait(); } });
          while (waiting.getState() != Thread.State.WAITING) Thread.sleep(1);
          synchronized (bell) { bell.notify(); }
          start("timed", () -> { synchronized (new int[0]) { } Object own = new Object();
              synchronized (own) { own.wait(5); } });
        }
      }
      """;

  private static final String HANDOFFS =
      """
      import java.util.concurrent.locks.LockSupport;

      public class Handoffs {
        static volatile int turn;

        public static void main(String[] arguments) throws Exception {
          int rounds = Integer.parseInt(arguments[1]);
          Recorded.run(arguments[0], () -> {
            Thread main = Thread.currentThread();
            Thread partner = new Thread(() -> {
              for (int n = 1; n <= rounds; n += 2) {
                await(n);
                turn = n + 1;
                LockSupport.unpark(main);
              }
            }, "partner");
            partner.start();
            for (int n = 0; n < rounds; n += 2) {
              await(n);
              turn = n + 1;
              LockSupport.unpark(partner);
            }
            partner.join();
          });
        }

        static void await(int expected) {
          while (turn != expected) LockSupport.park();
        }
      }
      """;

  private static final String DEEP =
      """
      import java.util.concurrent.locks.LockSupport;

      public class Deep {
        static final Thread sink = new Thread(() -> { });
        static volatile int depth;

        static int fall(boolean start) {
          depth++;
          if (start) {
            Thread.ofVirtual().start(() -> { });
          } else {
            LockSupport.unpark(sink);
          }
          return 1 + fall(start);
        }

        public static void main(String[] arguments) throws Exception {
          Recorded.run(arguments[0], () -> {
            int errors = 0;
            for (int n = 0; n < 20; n++) {
              Thread thread = Thread.ofVirtual().name("deep").unstarted(Deep::fallAndLand);
              thread.start();
              thread.join();
            }
            Thread after = Thread.ofVirtual().name("after").start(() -> {
              for (int n = 0; n < 100; n++) Thread.yield();
            });
            after.join();
            Thread.sleep(200);
          });
        }

        static void fallAndLand() {
          for (boolean start : new boolean[] {false, true}) {
            try {
              fall(start);
            } catch (StackOverflowError expected) {
              System.out.println("landed");
            }
          }
        }
      }
      """;

  private static final String PARKS =
      """
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.concurrent.locks.LockSupport;

      public class Parks {
        public static void main(String[] arguments) throws Exception {
          Thread parked = new Thread(() -> { while (true) LockSupport.park(); }, "parked");
          parked.setDaemon(true);
          parked.start();
          Path late = Path.of(arguments[0], "late");
          while (!arguments[0].equals("end") && !Files.exists(late)) {
            LockSupport.unpark(parked);
            Thread.sleep(2);
          }
          System.out.println(new Late());
        }
      }
      """;

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest(name = "{0}, {1} rounds")
  @CsvSource({
    "-XX:+TieredCompilation, 500",
    "-Xint, 500",
    "-XX:TieredStopAtLevel=1, 2000",
    "-XX:+TieredCompilation, 200000"
  })
  @EnabledForJreRange(minVersion = 21)
  void everySwitch_isRecordedWithReasonCarrierAndWaker(String option, int rounds) throws Exception {
    Switches found =
        HookedProgram.run(
            directory,
            "Switches",
            SWITCHES,
            List.of(option, "-Xverify:all"),
            Integer.toString(rounds));

    found.assertConsistent("ping", "pong", "sleeper", "yielder", "woken", "waker");
    assertThat(found.stops("ping", Switches.PARKED)).isPositive();
    assertThat(found.wakes("ping", "pong")).isPositive();
    // A busy machine may end a sleep before its thread has parked.
    assertThat(found.stops("sleeper", Switches.TIMED_PARK)).isGreaterThan(50);
    assertThat(found.stops("sleeper", Switches.ENDED)).isEqualTo(5);
    assertThat(found.stops("yielder", Switches.YIELDED)).isEqualTo(1000);
    assertThat(found.wakes("waker", "woken")).isEqualTo(50);
    assertThat(found.wakes("main", "woken")).as("its start and 50 more").isEqualTo(51);
  }

  @Test
  @EnabledForJreRange(minVersion = 24)
  void monitors_areReasons() throws Exception {
    Switches found = HookedProgram.run(directory, "Switches", SWITCHES, List.of(), "10");

    found.assertConsistent("blocked", "waiting", "timed");
    assertThat(found.stops("blocked", Switches.BLOCKED)).isEqualTo(1);
    assertThat(found.stops("waiting", Switches.WAITING)).isEqualTo(1);
    assertThat(found.stops("timed", Switches.TIMED_WAIT)).isEqualTo(1);
    assertThat(found.wakes("VirtualThread-unblocker", "blocked")).isEqualTo(1);
  }

  @Test
  void unparksOfPlatformThreads_areCountedExactly() throws Exception {
    Switches found =
        HookedProgram.run(directory, "Handoffs", HANDOFFS, List.of("-Xverify:all"), "10000");

    assertThat(found.unparks("main", "partner")).isEqualTo(5000);
    assertThat(found.unparks("partner", "main")).isEqualTo(5000);
  }

  @Test
  @EnabledForJreRange(minVersion = 21)
  void stackOverflowInsideHooks_isSurvived() throws Exception {
    Switches found = HookedProgram.run(directory, "Deep", DEEP, List.of("-Xss400k"));

    found.assertConsistent("after");
    assertThat(found.stops("after", Switches.YIELDED)).isEqualTo(100);
    assertThat(found.stops("deep", Switches.ENDED)).isEqualTo(20);
  }

  /** The JVM says where each class comes from. */
  @Test
  void archiveOfTheProgramsClasses_staysInUse() throws Exception {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    Jar.compile(classes, "Late", "public class Late { }", List.of());
    Jar.compile(classes, "Parks", PARKS, List.of(classes));
    Path jar = jar(classes);
    Path archive = directory.resolve("app.jsa");
    Jar.Result dump =
        Jar.finish(
            directory,
            List.of(
                Jar.java(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-cp",
                jar.toString(),
                "Parks",
                "end"));
    assertThat(archive).as(dump.text() + dump.errors()).exists();
    Path log = directory.resolve("classes.log");

    try (AgentProcess program =
        AgentProcess.start(
            directory,
            List.of(
                AgentProcess.agent(",warmup=off"),
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:class+load:file=" + log),
            List.of("-cp", jar.toString(), "Parks", directory.toString()))) {
      Switches found = Switches.read(HookedProgram.trace(program, directory.resolve("trace.jfr")));
      Files.createFile(directory.resolve("late"));
      program.awaitEnd();

      assertThat(found.unparks("main", "parked")).isPositive();
      assertThat(Files.readString(log))
          .contains("java.lang.JtraceUnparkHooks_")
          .containsPattern("Late source: shared objects file \\(top\\)");
      assertThat(program.errors().lines()).hasSize(1);
    }
  }

  private Path jar(Path classes) throws Exception {
    Path jar = directory.resolve("program.jar");
    String tool = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
    Jar.Result result =
        Jar.finish(
            directory,
            List.of(tool, "--create", "--file", jar.toString(), "-C", classes.toString(), "."));
    assertThat(result.exitCode()).isZero();
    return jar;
  }

  @Test
  void agentThatIsTakenOut_canComeBack() throws Exception {
    Jar.compile(directory, "Late", "public class Late { }", List.of());
    Jar.compile(directory, "Parks", PARKS, List.of(directory));
    Path settings = directory.resolve("jtrace.jfc");
    try (AgentProcess program =
        AgentProcess.start(
            directory,
            List.of(
                AgentProcess.agent(",warmup=off"),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+EnableDynamicAgentLoading"),
            List.of("-cp", directory.toString(), "Parks", directory.toString()))) {
      Switches first = Switches.read(HookedProgram.trace(program, directory.resolve("first.jfr")));
      Files.write(settings, settingsFile());
      program.attach("listen=off");
      Switches without = Switches.read(record(program, settings, directory.resolve("without.jfr")));
      program.attach("listen=127.0.0.1:0,warmup=off");
      Switches again = Switches.read(HookedProgram.trace(program, directory.resolve("again.jfr")));

      assertThat(first.unparks("main", "parked")).isPositive();
      assertThat(without.unparks()).isEmpty();
      assertThat(again.unparks("main", "parked")).isPositive();
      assertThat(again.limits()).doesNotContainKey("jtrace.Unpark hooks");
      assertThat(program.errors().lines()).as("hello, stopped, hello").hasSize(3);
    }
  }

  private static byte[] settingsFile() throws Exception {
    try (JarFile jar = new JarFile(Jar.path().toFile());
        InputStream in = jar.getInputStream(jar.getEntry("io/jtrace/agent/jtrace.jfc"))) {
      return in.readAllBytes();
    }
  }

  private static Path record(AgentProcess program, Path settings, Path file) throws Exception {
    program.jcmd("JFR.start", "name=other", "settings=" + settings);
    TimeUnit.MILLISECONDS.sleep(300);
    program.jcmd("JFR.dump", "name=other", "filename=" + file);
    program.jcmd("JFR.stop", "name=other");
    return file;
  }

  @Test
  void hooksSwitchedOff_areSaidToBeMissing() throws Exception {
    Jar.compile(directory, "Late", "public class Late { }", List.of());
    Jar.compile(directory, "Parks", PARKS, List.of(directory));
    try (AgentProcess program =
        AgentProcess.start(
            directory,
            List.of(AgentProcess.agent(",warmup=off,hooks=off")),
            List.of("-cp", directory.toString(), "Parks", directory.toString()))) {
      Switches found = Switches.read(HookedProgram.trace(program, directory.resolve("trace.jfr")));

      assertThat(found.unparks()).isEmpty();
      assertThat(found.limits())
          .containsEntry("jtrace.Unpark hooks", "switched off by the option hooks");
    }
  }
}
