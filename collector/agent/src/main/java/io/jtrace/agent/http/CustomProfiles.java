package io.jtrace.agent.http;

import io.jtrace.agent.dump.CodeFrames;
import io.jtrace.agent.profile.ProfileText;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import io.jtrace.api.Profile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The profiles that the program has made itself, with {@code Profile.newProfile}. */
record CustomProfiles(ProfileText text, Profiles profiles, TimeLimit limit) {

  private static final List<Frame> NO_FRAMES = List.of(new Frame("(no frames)", "", 0));

  /** Returns those there are now. */
  List<Route> routes() {
    return Profile.all().stream().filter(Profile::isCustom).map(this::route).toList();
  }

  /** Returns the one of a name, empty if the program has made none. */
  Optional<Route> named(String name) {
    return Optional.ofNullable(Profile.lookup(name)).filter(Profile::isCustom).map(this::route);
  }

  private Route route(Profile profile) {
    return new Route(
            profile.name(),
            path(profile.name()) + "?debug=1",
            "A profile of this program's own: where the values were added that are in it now.",
            (query, reply) -> answer(profile, query, reply))
        .counted(profile::count);
  }

  private static String path(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private void answer(Profile profile, Query query, Reply reply) throws IOException, HttpError {
    if (query.value("seconds").isPresent()) {
      long unused = ProfileQuery.seconds(query);
      throw new HttpError(400, "\"seconds\" parameter is not supported for this profile type");
    }
    String fileName = profile.name().replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_");
    new NamedProfile(
            fileName,
            (wanted, to) -> Optional.of(counts(profile)),
            text::writeCounts,
            profiles,
            limit)
        .answer(query, reply);
  }

  private static StackProfile counts(Profile profile) {
    StackProfile counts = StackProfile.counting(profile.name());
    profile
        .stacks()
        .forEach(
            (stack, count) -> {
              List<Frame> frames = CodeFrames.of(stack.toArray(StackTraceElement[]::new));
              counts.add(counts.stack(frames.isEmpty() ? NO_FRAMES : frames), Map.of(), count);
            });
    counts.time(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), 0);
    return counts;
  }
}
