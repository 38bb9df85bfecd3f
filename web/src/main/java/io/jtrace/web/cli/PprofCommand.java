package io.jtrace.web.cli;

import io.jtrace.web.load.LoadedTrace;
import io.jtrace.web.load.TraceSource;
import io.jtrace.web.pprof.Profile;
import io.jtrace.web.pprof.ProfileException;
import io.jtrace.web.pprof.ProfileSources;
import io.jtrace.web.pprof.Report;
import io.jtrace.web.pprof.Shell;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code jtrace pprof}: with {@code --type} and nothing that Go's pprof would understand, writes
 * the profile of a trace; else analyses profiles, those of traces too.
 */
record PprofCommand(Terminal terminal, Arguments arguments) {

  void run() throws IOException {
    arguments.arguments();
    if (arguments.has(Option.TYPE) && !isAnalysis()) {
      convert();
      return;
    }
    try {
      analyse();
    } catch (ProfileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private boolean isAnalysis() {
    return arguments.profileFlags().isGiven() || isForBrowser();
  }

  private boolean isForBrowser() {
    return arguments.has(Option.WEB) || arguments.has(Option.PROFILE_FORMAT);
  }

  private void convert() throws IOException {
    TraceProfile.kind(arguments);
    Output file = output();
    file.refuseTerminal("a profile");
    try (LoadedTrace loaded = Loading.load(arguments, terminal)) {
      TraceProfile profile = TraceProfile.of(loaded, arguments);
      file.write(loaded.file(), profile::write);
      profile.complainIfNotRecorded(terminal);
    }
  }

  private Output output() {
    String output = arguments.value(Option.OUTPUT);
    return new Output(output == null ? Output.STANDARD_OUTPUT : output, terminal);
  }

  private void analyse() throws IOException, ProfileException {
    ProfileFlags flags = arguments.profileFlags();
    Report report = flags.report();
    ProfileViewCommand view = new ProfileViewCommand(terminal, arguments);
    if (isForBrowser()) {
      view.check();
      refuseInputs(arguments.value(Option.OUTPUT));
    } else if (report != null && report.kind().isBinary()) {
      output().refuseTerminal("a profile");
    }
    ProfileInput input = new ProfileInput(terminal, arguments);
    Profile profile =
        new ProfileSources(
                input.read(arguments.arguments()),
                input.read(flags.bases()),
                flags.isDiffBase(),
                flags.isNormalized())
            .combined();
    if (isForBrowser()) {
      view.run(profile);
    } else if (report != null) {
      write(report, profile);
    } else {
      converse(profile);
    }
  }

  private void write(Report report, Profile profile) throws IOException, ProfileException {
    // What fails must not leave an empty file behind.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.write(profile, bytes, terminal::complain);
    String name = arguments.value(Option.OUTPUT);
    boolean isForTerminal = name == null && !report.kind().isBinary();
    if (isForTerminal) {
      terminal.print(bytes.toString(StandardCharsets.UTF_8));
    } else {
      refuseInputs(name);
      output().write(bytes::writeTo);
    }
  }

  private void refuseInputs(@Nullable String output) throws IOException {
    List<String> inputs = new ArrayList<>(arguments.arguments());
    inputs.addAll(arguments.profileFlags().bases());
    for (String input : inputs) {
      if (output != null && !TraceSource.isAddress(input) && isSame(input, output)) {
        throw new UsageException("the output would overwrite a profile: " + output);
      }
    }
  }

  private static boolean isSame(String input, String output) throws IOException {
    Path file = Path.of(output);
    Path source = Path.of(input);
    return Files.exists(file) && Files.exists(source) && Files.isSameFile(file, source);
  }

  private void converse(Profile profile) throws IOException, ProfileException {
    if (arguments.has(Option.OUTPUT)) {
      throw new UsageException("expected a report to write, such as -top or -proto");
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    new Shell(profile, arguments.profileFlags().settings(), terminal::print, terminal::complain)
        .run(in);
  }
}
