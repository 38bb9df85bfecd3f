package io.jtrace.agent.http;

import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import java.io.IOException;
import java.util.Optional;

/** The CPU profile: which code ran on processors for some seconds. */
record CpuEndpoint(RecordedSource recorded, Profiles profiles, TimeLimit limit) {

  private static final String NAME = "profile";
  private static final long DEFAULT_SECONDS = 30;

  void answer(Query query, Reply reply) throws IOException, HttpError {
    long asked = query.number("seconds", 0);
    limit.check((double) asked);
    long seconds = asked > 0 ? asked : limit.atMost(DEFAULT_SECONDS);
    if (!Profiles.isAnsweredByHeaders(reply, Reply.attachment(NAME))) {
      Optional<StackProfile> profile = record(seconds, reply);
      if (profile.isPresent()) {
        profiles.answer(NAME, profile.get(), reply);
      }
    }
  }

  private Optional<StackProfile> record(long seconds, Reply reply) throws HttpError {
    try {
      return recorded.profile(RecordedProfile.CPU, seconds, reply);
    } catch (IOException failed) {
      throw new HttpError(500, "Could not enable CPU profiling: " + failed.getMessage(), failed);
    }
  }
}
