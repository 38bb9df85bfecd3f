package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyscallTableTest {

  @ParameterizedTest
  @CsvSource({
    "read, 0, 63, true",
    "write, 1, 64, true",
    "futex, 202, 98, false",
    "accept, 43, 202, true",
    "accept4, 288, 242, true",
    "connect, 42, 203, true",
    "recvfrom, 45, 207, true",
    "sendto, 44, 206, true",
    "epoll_pwait, 281, 22, true",
    "ppoll, 271, 73, false",
    "fsync, 74, 82, true",
    "pread64, 17, 67, true",
    "nanosleep, 35, 101, false",
    "clock_nanosleep, 230, 115, false",
    "openat, 257, 56, false",
    "wait4, 61, 260, false",
    "io_uring_enter, 426, 426, true",
  })
  void number_hasItsNameOnBothArchitectures(
      String name, int onX86, int onAarch64, boolean worksOnDescriptor) {
    SyscallTable.Syscall expected = new SyscallTable.Syscall(name, worksOnDescriptor);

    assertThat(SyscallTable.of("amd64").get(onX86)).isEqualTo(expected);
    assertThat(SyscallTable.of("x86_64").get(onX86)).isEqualTo(expected);
    assertThat(SyscallTable.of("aarch64").get(onAarch64)).isEqualTo(expected);
  }

  @Test
  void callOfOneArchitectureOnly_isUnknownOnTheOther() {
    assertThat(SyscallTable.of("amd64").get(232).name()).isEqualTo("epoll_wait");
    assertThat(SyscallTable.of("aarch64").get(232).name()).isEqualTo("mincore");
  }

  @Test
  void unknownNumberOrArchitecture_hasNoName() {
    assertThat(SyscallTable.of("amd64").get(100_000).name()).isEmpty();
    assertThat(SyscallTable.of("s390x").get(0).name()).isEmpty();
  }
}
