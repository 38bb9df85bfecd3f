package io.jtrace.agent.http;

import io.jtrace.agent.dump.ThreadDumps;
import io.jtrace.agent.spi.StackProfile;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code goroutine} and {@code threads}: all threads, platform and virtual. */
final class ThreadsEndpoint {

  private static final String NAME = "goroutine";

  private final ThreadDumps dumps;
  private final NamedProfile profile;

  ThreadsEndpoint(
      String name,
      ThreadDumps dumps,
      NamedProfile.TextForm text,
      Profiles profiles,
      TimeLimit limit) {
    this.dumps = dumps;
    profile = new NamedProfile(name, this::profile, text, profiles, limit);
  }

  void answer(Query query, Reply reply) throws IOException, HttpError {
    if (query.value("seconds").isEmpty() && query.number("debug", 0) >= 2) {
      if (!Profiles.isAnsweredByHeaders(reply, Reply.textHeaders())) {
        reply.send(Reply.textHeaders(), "write the dump", dumps::writeFull);
      }
    } else {
      profile.answer(query, reply);
    }
  }

  private Optional<StackProfile> profile(ProfileQuery wanted, Reply reply) throws IOException {
    boolean byName = wanted.debug() == 0;
    if (wanted.seconds() == 0) {
      return Optional.of(dumps.count(NAME, byName));
    }
    StackProfile before = dumps.count(NAME, byName);
    if (!Pause.seconds(wanted.seconds(), reply)) {
      return Optional.empty();
    }
    StackProfile after = dumps.count(NAME, byName);
    after.addAll(before, -1);
    after.time(after.endEpochNanos(), TimeUnit.SECONDS.toNanos(wanted.seconds()));
    return Optional.of(after);
  }
}
