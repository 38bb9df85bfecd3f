package io.jtrace.timeline.jfr;

/** Recordings of several JVMs in one file, for tests of what is made of them. */
public final class JoinedRecordings {
  private JoinedRecordings() {}

  /** Returns a recording of two JVMs, each with a thread {@code worker} that sleeps. */
  public static byte[] ofTwoJvms() {
    return ScriptedRecording.join(sleeper(100), sleeper(200));
  }

  private static byte[] sleeper(int osId) {
    return Scripts.declared()
        .thread(1, "worker", osId, 1)
        .event(Scripts.SLEEP, 100, 50, 1, 0, 5)
        .bytes();
  }
}
