package io.jtrace.timeline.jfr;

import static io.jtrace.timeline.jfr.ScriptedRecording.join;
import static io.jtrace.timeline.jfr.Scripts.SLEEP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which chunks are of one JVM, and which constants of one thread. */
class JvmIdentityTest {
  @Test
  void chunksOfOneJvm_shareTheirThreads() {
    byte[] chunk = Scripts.jvm(Scripts.peopled(), 4711, 1_000_000).bytes();

    Recording recording = RecordingReader.read(join(chunk, chunk));

    assertThat(recording.jvms()).isEqualTo(1);
    assertThat(recording.threads().size()).isEqualTo(2);
  }

  @Test
  void joinedRecordingsOfTwoJvms_haveTwoOfEachThread() {
    byte[] one = Scripts.jvm(Scripts.peopled(), 1, 1_000_000).event(SLEEP, 5, 1, 1, 0, 5).bytes();
    byte[] other = Scripts.jvm(Scripts.peopled(), 1, 9_000_000).event(SLEEP, 5, 1, 1, 0, 5).bytes();

    Recording recording = RecordingReader.read(join(one, other, one));

    EventTable sleeps = recording.events(ConsumedEvent.THREAD_SLEEP);
    ThreadDirectory threads = recording.threads();
    assertThat(recording.jvms()).isEqualTo(2);
    assertThat(threads.size()).isEqualTo(4);
    assertThat(IntStream.range(0, 3).map(row -> threads.jvm(sleeps.thread(row))))
        .containsExactly(0, 1, 0);
    assertThat(sleeps.thread(0)).isEqualTo(sleeps.thread(2));
  }

  @Test
  void jvmThatDoesNotIdentifyItself_isKnownByItsThreads() {
    byte[] one = Scripts.declared().thread(1, "main", 100, 1).thread(8, "w", 108, 8).bytes();
    byte[] other = Scripts.declared().thread(1, "main", 200, 1).thread(8, "w", 208, 8).bytes();

    assertThat(RecordingReader.read(join(one, one)).jvms()).isEqualTo(1);
    assertThat(RecordingReader.read(join(one, other)).jvms()).isEqualTo(2);
  }

  @Test
  void sameTypeIdsWithOtherMeaning_areReadByEachJvmsMetadata() {
    // Both chunks call their metadata number 1; a reader that trusts it misreads the second.
    byte[] one =
        new ScriptedRecording()
            .eventType(SLEEP, "long startTime", "long time")
            .event(SLEEP, 1, 7)
            .bytes();
    byte[] other =
        new ScriptedRecording()
            .eventType(SLEEP, "long time", "long startTime")
            .event(SLEEP, 9, 1)
            .bytes();

    EventTable sleeps = RecordingReader.read(join(one, other)).events(ConsumedEvent.THREAD_SLEEP);

    assertThat(sleeps.number("time", 0)).isEqualTo(7);
    assertThat(sleeps.number("time", 1)).isEqualTo(9);
  }

  @Test
  void nameOfTheLatestChunk_wins() {
    byte[] early = Scripts.declared().thread(1, "Thread-0", 100, 1).bytes();
    byte[] late = Scripts.declared().thread(1, "worker", 100, 1).bytes();
    byte[] nameless = Scripts.declared().constant("java.lang.Thread", 1, "", 100, "", 1, 0).bytes();

    Recording recording = RecordingReader.read(join(early, late, nameless));

    assertThat(recording.threads().size()).isEqualTo(1);
    assertThat(recording.strings().at(recording.threads().name(0))).isEqualTo("worker");
  }

  @Test
  void operatingSystemIdInUseAgain_isAnotherThread() {
    byte[] early = Scripts.declared().thread(900, "GC Thread#3", 55, 0).bytes();
    byte[] same = Scripts.declared().thread(900, "GC Thread#3", 55, 0).bytes();
    byte[] reused = Scripts.declared().thread(955, "G1 Conc#1", 55, 0).bytes();

    assertThat(RecordingReader.read(join(early, same)).threads().size()).isEqualTo(1);
    assertThat(RecordingReader.read(join(early, reused)).threads().size()).isEqualTo(2);
  }

  @Test
  void threadThatAnotherToolKnowsByAShortName_isTheSame() {
    byte[] jdk = Scripts.declared().thread(14, "C2 CompilerThread0", 20, 14).bytes();
    byte[] profiler = Scripts.declared().thread(20, "C2 CompilerThre", 20, 0).bytes();

    Recording recording = RecordingReader.read(join(jdk, profiler));

    assertThat(recording.threads().size()).isEqualTo(1);
    assertThat(recording.threads().javaId(0)).isEqualTo(14);
    assertThat(recording.strings().at(recording.threads().osName(0)))
        .isEqualTo("C2 CompilerThread0");
  }

  @Test
  void virtualThreadOfJdk21_isKnownByItsGroup() {
    Recording recording =
        RecordingReader.read(
            Scripts.declared()
                .constant("jdk.types.ThreadGroup", 3, 0, "VirtualThreads")
                .constant("java.lang.Thread", 40, null, -1, "", 40, 3)
                .constant("java.lang.Thread", 41, "main", 77, "main", 41, 0)
                .bytes());

    assertThat(recording.threads().isVirtual(0)).isTrue();
    assertThat(recording.threads().isVirtual(1)).isFalse();
  }

  @Test
  void virtualFlagOfJdk25_decides() {
    ScriptedRecording script =
        Scripts.declared()
            .struct(
                "java.lang.Thread",
                "java.lang.String osName",
                "long osThreadId",
                "java.lang.String javaName",
                "long javaThreadId",
                "@jdk.types.ThreadGroup group",
                "boolean virtual")
            .constant("java.lang.Thread", 40, null, 5, "v", 40, 0, true)
            .constant("java.lang.Thread", 41, null, 0, "p", 41, 0, false);

    Recording recording = RecordingReader.read(script.bytes());

    assertThat(recording.threads().isVirtual(0)).isTrue();
    assertThat(recording.threads().isVirtual(1)).isFalse();
  }

  @Test
  void threadWhoseConstantIsMissing_isTheOneThatHadTheKeyInAnotherChunk() {
    byte[] known = Scripts.peopled().event(SLEEP, 1, 1, 2, 0, 5).bytes();
    byte[] cut = Scripts.declared().event(SLEEP, 2, 1, 2, 0, 5).bytes();

    EventTable sleeps = RecordingReader.read(join(known, cut)).events(ConsumedEvent.THREAD_SLEEP);

    assertThat(sleeps.thread(1)).isEqualTo(sleeps.thread(0));
  }

  @Test
  void threadWhoseConstantComesInALaterChunk_isOneThread() {
    byte[] cut = Scripts.declared().event(SLEEP, 2, 1, 2, 0, 5).bytes();
    byte[] known = Scripts.peopled().event(SLEEP, 1, 1, 2, 0, 5).bytes();

    Recording recording = RecordingReader.read(join(cut, known));

    EventTable sleeps = recording.events(ConsumedEvent.THREAD_SLEEP);
    assertThat(sleeps.thread(0)).isEqualTo(sleeps.thread(1));
    assertThat(recording.threads().javaId(sleeps.thread(0))).isEqualTo(22);
  }
}
