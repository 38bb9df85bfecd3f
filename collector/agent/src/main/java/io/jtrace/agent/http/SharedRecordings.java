package io.jtrace.agent.http;

import io.jtrace.agent.record.ProfileRecording;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.RecordedProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Recordings for profiles. Clients that ask for the same one within a second share it; it ends when
 * its time is over, or when the last of them goes away. Thread safe.
 */
final class SharedRecordings {

  /** So late a client may come: its window then begins that much before it asked. */
  private static final long JOIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Wanted(RecordedProfile kind, long seconds) {}

  private final TraceRecorder recorder;
  private final Map<Wanted, Shared> latest = new HashMap<>(); // guarded by this

  SharedRecordings(TraceRecorder recorder) {
    this.recorder = recorder;
  }

  /** Takes part in a recording, which is begun if there is none that began just now. */
  synchronized Part join(RecordedProfile kind, long seconds) throws IOException {
    Wanted wanted = new Wanted(kind, seconds);
    Shared shared = latest.get(wanted);
    if (shared == null || !shared.admits()) {
      shared = begin(wanted);
      latest.put(wanted, shared);
    }
    shared.clients++;
    return new Part(shared);
  }

  private Shared begin(Wanted wanted) throws IOException {
    Path file = recorder.newScratchFile(".jfr");
    try {
      return new Shared(wanted, recorder.start(wanted.kind()), file);
    } catch (IOException | RuntimeException refused) {
      recorder.deleteScratch(file);
      throw refused;
    }
  }

  private synchronized void leave(Shared shared) throws IOException {
    if (--shared.clients == 0) {
      latest.remove(shared.wanted, shared);
      shared.recording.close();
      recorder.deleteScratch(shared.file);
    }
  }

  /** What several clients wait for. */
  private static final class Shared {
    private final Wanted wanted;
    private final ProfileRecording recording;
    private final Path file;
    private final long beginNanos = System.nanoTime();
    private int clients; // guarded by the SharedRecordings
    private long durationNanos; // guarded by this; 0 while it runs

    Shared(Wanted wanted, ProfileRecording recording, Path file) {
      this.wanted = wanted;
      this.recording = recording;
      this.file = file;
    }

    /** Not where each client compares with what the JVM has counted meanwhile. */
    boolean admits() {
      return switch (wanted.kind()) {
        case CPU, BLOCK, MUTEX -> System.nanoTime() - beginNanos < JOIN_NANOS;
        case ALLOCATIONS, THREADS_STARTED -> false;
      };
    }

    synchronized long finish() throws IOException {
      if (durationNanos == 0) {
        durationNanos = recording.stopTo(file);
      }
      return durationNanos;
    }
  }

  /** The part of one client, used by its thread. */
  final class Part implements AutoCloseable {
    private final Shared shared;
    private final long lateNanos;
    private final AtomicBoolean gone = new AtomicBoolean();

    private Part(Shared shared) {
      this.shared = shared;
      lateNanos = shared.clients > 1 ? System.nanoTime() - shared.beginNanos : 0;
    }

    /** Returns how long before the client came the recording had begun, 0 if for this client. */
    long lateNanos() {
      return lateNanos;
    }

    ProfileRecording recording() {
      return shared.recording;
    }

    /** Has {@link #await} return at once. */
    void cancel() {
      gone.set(true);
    }

    /** Waits until the time is over; {@code false} if the client went away or the recorder did. */
    boolean await() throws IOException {
      return shared.recording.await(shared.wanted.seconds(), gone::get);
    }

    /** Ends the recording unless another client has; returns how long it was. */
    long finish() throws IOException {
      return shared.finish();
    }

    /** Returns the finished recording; it is there until this is closed. */
    Path file() {
      return shared.file;
    }

    @Override
    public void close() throws IOException {
      leave(shared);
    }
  }
}
