package io.jtrace.agent.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.dump.DumpedThread.LockUse;
import io.jtrace.agent.dump.DumpedThread.Relation;
import io.jtrace.agent.spi.StackProfile.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dumps as the JDKs write them. */
final class VirtualThreadsTest {

  private static List<DumpedThread> read(String dump) throws IOException {
    List<DumpedThread> threads = new ArrayList<>();
    VirtualThreads.read(new BufferedReader(new StringReader(dump)), threads::add);
    return threads;
  }

  @Test
  void dumpOfJdk25_hasStatesAndLocks() throws IOException {
    List<DumpedThread> threads =
        read(
            """
            14481
            2026-11-26T13:14:16.238549752Z
            25.0.3+9-LTS

            #3 "main" RUNNABLE 2026-11-26T13:14:16.276882386Z
                at java.base/java.lang.Thread.run(Thread.java:1474)

            #23 "vlock" virtual WAITING 2026-11-26T13:14:16.301097023Z
                at java.base/java.lang.VirtualThread.park(VirtualThread.java:742)
                - parking to wait for <java.util.concurrent.locks.ReentrantLock$NonfairSync@5af3afd9, owner #3>
                at app//com.acme.Shop.lambda$main$0(Shop.java:4)
                - locked <java.lang.Object@323b36e0>
                at java.base/java.lang.VirtualThread.run(VirtualThread.java:460)

            #28 "" virtual BLOCKED 2026-11-26T13:14:16.301329888Z
                at com.acme.Shop$$Lambda/0x00007f2c0c000a00.run(Unknown Source)
                - waiting to lock <java.lang.Object@323b36e0>
            """);

    assertThat(threads).extracting(DumpedThread::id).containsExactly(23L, 28L);
    assertThat(threads).extracting(DumpedThread::state).containsExactly("WAITING", "BLOCKED");
    assertThat(threads.get(0).frames())
        .startsWith(
            new Frame("java.lang.VirtualThread.park", "java/lang/VirtualThread.java", 742),
            new Frame("com.acme.Shop.lambda$main$0", "com/acme/Shop.java", 4));
    assertThat(threads.get(0).locks())
        .containsExactly(
            new LockUse(
                0,
                Relation.PARKS_FOR,
                "java.util.concurrent.locks.ReentrantLock$NonfairSync@5af3afd9",
                3),
            new LockUse(1, Relation.HOLDS, "java.lang.Object@323b36e0", 0));
    assertThat(threads.get(1).frames())
        .as("the address of a hidden class is left out")
        .containsExactly(new Frame("com.acme.Shop$$Lambda.run", "", 0));
  }

  @Test
  void dumpOfJdk21_hasStacksOnly() throws IOException {
    List<DumpedThread> threads =
        read(
            """
            #1 "main"
                  java.base/java.lang.Thread.run(Thread.java:1583)

            #22 "a "quoted" name" virtual
                  java.base@21.0.2/java.lang.VirtualThread.run(VirtualThread.java:309)
            """);

    assertThat(threads).hasSize(1);
    assertThat(threads.get(0).name()).isEqualTo("a \"quoted\" name");
    assertThat(threads.get(0).state()).isEmpty();
    assertThat(threads.get(0).frames())
        .containsExactly(
            new Frame("java.lang.VirtualThread.run", "java/lang/VirtualThread.java", 309));
  }

  @Test
  void nameWithLineBreaks_costsOnlyItsThread() throws IOException {
    List<DumpedThread> threads =
        read("#22 \"one\ntwo\" virtual\n    at a.B.c(B.java:1)\n\n#23 \"\" virtual RUNNABLE x\n");

    assertThat(threads).extracting(DumpedThread::id).containsExactly(23L);
  }
}
