package io.jtrace.agent.http;

import io.jtrace.agent.record.ThreadStatuses;
import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code threadcreate}: the platform threads there are; with {@code seconds} those that are started
 * meanwhile, by who starts them.
 */
record ThreadCreateSource(RecordedSource recorded) {

  private static final Frame NOT_RECORDED =
      new Frame("(who started it is recorded with seconds=N only)", "", 0);

  Optional<StackProfile> profile(ProfileQuery wanted, Reply reply) throws IOException, HttpError {
    return wanted.seconds() > 0
        ? recorded.profile(RecordedProfile.THREADS_STARTED, wanted.seconds(), reply)
        : Optional.of(living());
  }

  private static StackProfile living() {
    StackProfile profile = StackProfile.counting("threadcreate");
    int stack = profile.stack(StackProfile.ROOT, NOT_RECORDED);
    for (Thread thread : ThreadStatuses.liveThreads()) {
      ThreadGroup group = thread.getThreadGroup();
      profile.add(stack, group == null ? Map.of() : Map.of("group", group.getName()), 1);
    }
    profile.time(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), 0);
    return profile;
  }
}
