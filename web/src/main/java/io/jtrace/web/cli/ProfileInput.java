package io.jtrace.web.cli;

import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.Progress;
import io.jtrace.web.load.RecordingSource;
import io.jtrace.web.load.TraceSource;
import io.jtrace.web.pprof.Profile;
import io.jtrace.web.pprof.ProfileException;
import io.jtrace.web.pprof.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code jtrace pprof} is given: profiles, or traces of which {@code --type} makes one.
 */
record ProfileInput(Terminal terminal, Arguments arguments) {

  List<Profile> read(List<String> sources) throws IOException, ProfileException {
    List<Profile> profiles = new ArrayList<>();
    for (String source : sources) {
      String address = address(source);
      boolean isFetched = TraceSource.isAddress(address);
      profiles.add(read(isFetched ? arguments.profileFlags().withSeconds(address) : address));
    }
    return profiles;
  }

  /** Go takes {@code host:port/path} for an address. */
  private static String address(String source) {
    boolean isShort = source.matches("[\\w.-]+:[0-9]+/.*") && !Files.exists(Path.of(source));
    return isShort ? "http://" + source : source;
  }

  private Profile read(String source) throws IOException, ProfileException {
    if (!terminal.errorsAreTerminal()) {
      return read(source, Progress.NONE);
    }
    try (ProgressLine progress = new ProgressLine(terminal)) {
      return read(source, progress);
    }
  }

  private Profile read(String source, Progress progress) throws IOException, ProfileException {
    try (RecordingSource found = RecordingSource.find(source, progress)) {
      found.check();
      if (found.isRecording()) {
        return ofTrace(found, progress);
      }
      if (arguments.has(Option.TYPE)) {
        throw new UsageException(
            "expected a trace with --type, found something else: " + found.name());
      }
      try (InputStream in = Files.newInputStream(found.file())) {
        return ProfileReader.read(found.name(), in);
      }
    }
  }

  private Profile ofTrace(RecordingSource found, Progress progress)
      throws IOException, ProfileException {
    TraceProfile.kind(arguments);
    String file = found.file().toString();
    try (LoadedTrace loaded = TraceSource.load(file, Loading.options(arguments), progress)) {
      TraceProfile profile = TraceProfile.of(loaded, arguments);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      profile.write(bytes);
      profile.complainIfNotRecorded(terminal);
      return ProfileReader.read(found.name(), new ByteArrayInputStream(bytes.toByteArray()));
    }
  }
}
