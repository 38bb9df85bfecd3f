package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyscallSamplerTest {

  private final FakeProc proc;

  SyscallSamplerTest(@TempDir Path directory) throws Exception {
    this.proc = new FakeProc(directory);
  }

  private Recorded look(SyscallSampler sampler) throws Exception {
    return Recorded.events(
        () -> {
          try (TaskPoll poll = new TaskPoll(proc.directory(), () -> 0, sampler)) {
            poll.look(true);
          }
        });
  }

  private SyscallSampler sampler() {
    return new SyscallSampler(proc.directory(), SyscallTable.of("amd64"));
  }

  @Test
  void threadInACall_isWrittenWithWhatItWorksOn() throws Exception {
    proc.thread(7, "1 1 1\n").file(7, "syscall", "0 0x1b 0x7f00 0x10 0x0 0x0 0x0 0x7ffc 0x7f01\n");
    proc.descriptor(27, "socket:[4711]");

    RecordedEvent sample = look(sampler()).named("jtrace.SyscallSample", 7).get(0);

    assertThat(sample.getInt("number")).isZero();
    assertThat(sample.getString("name")).isEqualTo("read");
    assertThat(sample.getInt("descriptor")).isEqualTo(27);
    assertThat(sample.getString("target")).isEqualTo("socket");
  }

  @Test
  void callThatWorksOnNoDescriptor_hasNone() throws Exception {
    proc.thread(7, "1 1 1\n").file(7, "syscall", "202 0x7f00 0x80 0x0 0x0 0x0 0x0 0x7ffc 0x7f01\n");

    RecordedEvent sample = look(sampler()).named("jtrace.SyscallSample", 7).get(0);

    assertThat(sample.getString("name")).isEqualTo("futex");
    assertThat(sample.getInt("descriptor")).isEqualTo(-1);
    assertThat(sample.getString("target")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"running", "-1 0x7ffc 0x7f01"})
  void threadInNoCall_isNotWritten(String text) throws Exception {
    proc.thread(7, "1 1 1\n").file(7, "syscall", text + "\n");
    SyscallSampler sampler = sampler();

    assertThat(look(sampler).named("jtrace.SyscallSample")).isEmpty();
    assertThat(sampler.refusal()).isEmpty();
  }

  @Test
  void kernelThatDoesNotTell_isNamed() throws Exception {
    proc.thread(7, "1 1 1\n");
    SyscallSampler sampler = sampler();

    assertThat(look(sampler).named("jtrace.ThreadCpu", 7)).hasSize(1);
    assertThat(sampler.refusal())
        .hasValue("this kernel or container does not tell in which system call a thread is");
  }

  @ParameterizedTest
  @CsvSource({
    "socket:[1], socket",
    "pipe:[22], pipe",
    "anon_inode:[eventpoll], eventpoll",
    "anon_inode:inotify, inotify",
    "/var/log/app:1.log, /var/log/app:1.log",
  })
  void target_isAPathOrWhatItIs(String link, String kind) {
    assertThat(SyscallSampler.kind(link)).isEqualTo(kind);
  }
}
