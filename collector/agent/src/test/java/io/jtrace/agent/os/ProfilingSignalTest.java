package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signal without a JVM that could be asked whose the handler is; see CoexistenceIT for one. */
final class ProfilingSignalTest {

  private static final String HANDLED = "SigCgt:\t0000000004000000";
  private static final String FREE = "SigCgt:\t00000000fbffffff";

  private final FakeProc proc;
  private final ProfilingSignal signal;

  ProfilingSignalTest(@TempDir Path directory) throws Exception {
    this.proc = new FakeProc(directory.resolve("self"));
    this.signal = new ProfilingSignal(proc.directory(), new NativeAccess(null));
  }

  @Test
  void signalThatNobodyHandles_isFree() throws Exception {
    proc.status(FREE);

    assertThat(signal.otherOwner()).isEmpty();
  }

  @Test
  void signalThatIsHandledFromTheFirstLook_isSomeoneElses() throws Exception {
    proc.status(HANDLED);

    assertThat(signal.otherOwner()).isPresent();
  }

  @Test
  void addressOfAMapping_tellsItsFile() throws Exception {
    proc.maps(
        """
        7f00-7fff r-xp 00000000 08:01 17   /lib/libfirst.so
        7fff-8fff rw-p 00000000 00:00 0
        ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0   [vsyscall]
        """);

    assertThat(proc.directory().mappedFile(0x7f00)).hasValue("libfirst.so");
    assertThat(proc.directory().mappedFile(0x7fff)).isEmpty();
    assertThat(proc.directory().mappedFile(0x1000)).isEmpty();
  }
}
