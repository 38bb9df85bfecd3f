package io.jtrace.agent.http;

import io.jtrace.agent.heap.AllocatedBytes;
import io.jtrace.agent.heap.ClassHistogram;
import io.jtrace.agent.heap.HeapProfile;
import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import java.io.IOException;
import java.util.Optional;

/** {@code heap} and {@code allocs}: the same values, of which readers show another one first. */
record HeapSource(RecordedSource recorded, String shownFirst) {

  Optional<StackProfile> profile(ProfileQuery wanted, Reply reply) throws IOException, HttpError {
    boolean isDelta = wanted.seconds() > 0;
    ClassHistogram before = isDelta ? ClassHistogram.take(false) : ClassHistogram.none();
    long allocatedBefore = AllocatedBytes.now();
    Optional<StackProfile> sampled =
        recorded.profile(RecordedProfile.ALLOCATIONS, wanted.window(), reply);
    if (sampled.isEmpty()) {
      return Optional.empty();
    }
    long allocatedBytes = AllocatedBytes.now() - allocatedBefore;
    StackProfile profile =
        HeapProfile.of(sampled.get(), allocatedBytes, before, ClassHistogram.take(wanted.gc()));
    profile.defaultType(shownFirst);
    return Optional.of(profile);
  }
}
