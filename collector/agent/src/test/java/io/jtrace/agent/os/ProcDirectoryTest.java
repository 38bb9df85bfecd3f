package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.agent.options.CpuSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcDirectoryTest {

  private final Path directory;
  private final FakeProc proc;

  ProcDirectoryTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    this.proc = new FakeProc(directory.resolve("self"));
  }

  @Test
  void processors_areRangesAndSingleOnes() throws Exception {
    proc.status("Cpus_allowed_list:\t0-2,5,8-9");

    assertThat(proc.directory().processors()).containsExactly(0, 1, 2, 5, 8, 9);
  }

  @Test
  void freeDescriptors_areTheLimitWithoutThoseThatAreOpen() throws Exception {
    proc.limit("20").descriptor(0, "pipe:[1]").descriptor(1, "socket:[2]");

    assertThat(proc.directory().freeDescriptors()).isEqualTo(18);
    assertThat(proc.limit("unlimited").directory().freeDescriptors()).isPositive();
  }

  @Test
  void missingFiles_areNothing() {
    ProcDirectory nowhere = new ProcDirectory(directory.resolve("nowhere"));

    assertThat(nowhere.exists()).isFalse();
    assertThat(nowhere.threadIds()).isEmpty();
    assertThat(nowhere.processors()).isEmpty();
    assertThat(nowhere.freeDescriptors()).isZero();
    assertThat(nowhere.descriptor(0)).isEmpty();
    assertThat(nowhere.status("Seccomp")).isEmpty();
    assertThat(nowhere.pageBytes()).isEqualTo(4096);
  }

  @Test
  void processUnderASeccompFilter_isNotPutAtRisk() throws Exception {
    proc.status("Seccomp:\t2");

    try (CpuIntervals intervals =
        CpuIntervals.open(CpuSource.AUTO, proc.directory(), new NativeAccess(null))) {
      assertThat(intervals.isOpen()).isFalse();
      assertThat(intervals.meaning())
          .hasValueSatisfying(why -> assertThat(why).contains("seccomp"));
    }
  }
}
