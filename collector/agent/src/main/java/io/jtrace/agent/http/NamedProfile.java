package io.jtrace.agent.http;

import io.jtrace.agent.spi.StackProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/** A profile with a name, as bytes or as text, answered by Go's rules. */
final class NamedProfile {

  /** Where a profile comes from. */
  interface Source {
    /** Returns what is wanted; empty if the client went away. */
    Optional<StackProfile> profile(ProfileQuery wanted, Reply reply) throws IOException, HttpError;
  }

  /** What a profile looks like for {@code debug=1}. */
  interface TextForm {
    void write(StackProfile profile, OutputStream out) throws IOException;
  }

  private final String name;
  private final Source source;
  private final TextForm text;
  private final Profiles profiles;
  private final TimeLimit limit;

  NamedProfile(String name, Source source, TextForm text, Profiles profiles, TimeLimit limit) {
    this.name = name;
    this.source = source;
    this.text = text;
    this.profiles = profiles;
    this.limit = limit;
  }

  void answer(Query query, Reply reply) throws IOException, HttpError {
    ProfileQuery wanted = ProfileQuery.from(query, limit);
    String fileName = wanted.seconds() > 0 ? name + "-delta" : name;
    Map<String, String> headers =
        wanted.debug() == 0 ? Reply.attachment(fileName) : Reply.textHeaders();
    if (Profiles.isAnsweredByHeaders(reply, headers)) {
      return;
    }
    Optional<StackProfile> profile = profile(wanted, reply);
    if (profile.isPresent()) {
      if (wanted.debug() == 0) {
        profiles.answer(fileName, profile.get(), reply);
      } else {
        Profiles.answerText(profile.get(), out -> text.write(profile.get(), out), reply);
      }
    }
  }

  private Optional<StackProfile> profile(ProfileQuery wanted, Reply reply) throws HttpError {
    try {
      return source.profile(wanted, reply);
    } catch (IOException failed) {
      throw new HttpError(500, "failed to collect profile: " + failed.getMessage(), failed);
    }
  }
}
