package io.jtrace.agent.http;

import io.jtrace.agent.dump.ThreadDumps;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.profile.CodeAddresses;
import io.jtrace.agent.profile.ProfileText;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.RecordedProfile;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/** The table of the profiles. */
final class ProfileRoutes {

  private final TraceRecorder recorder;
  private final Exporters exporters;
  private final ThreadDumps dumps;
  private final RecordedSource recorded;
  private final Profiles profiles;
  private final TimeLimit limit;
  private final CodeAddresses addresses = new CodeAddresses();
  private final ProfileText text = new ProfileText(addresses);

  ProfileRoutes(TraceRecorder recorder, Options options, Exporters exporters) {
    this.recorder = recorder;
    this.exporters = exporters;
    dumps = new ThreadDumps(recorder);
    recorded = new RecordedSource(recorder, exporters);
    profiles = new Profiles(exporters);
    limit = TimeLimit.of(options);
  }

  CustomProfiles custom() {
    return new CustomProfiles(text, profiles, limit);
  }

  List<Route> all() {
    return Stream.of(running(), recordedInWindows(), threadsAndSymbols())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> running() {
    return List.of(
        new Route(
                "profile",
                "profile?seconds=30",
                "Which code runs on processors from now on, for 30 seconds unless told otherwise."
                    + " Look at it with go tool pprof.",
                new CpuEndpoint(recorded, profiles, limit)::answer)
            .started(30),
        new Route(
                "goroutine",
                "goroutine?debug=1",
                "Where all threads are now, platform and virtual, counted by stack."
                    + " goroutine?debug=2 is a full dump, with the locks of each thread.",
                threads("goroutine")::answer)
            .counted(ManagementFactory.getThreadMXBean()::getThreadCount),
        new Route(
                "threads",
                "threads?debug=2",
                "The same as goroutine, under the name that it has in a JVM.",
                threads("threads")::answer)
            .counted(ManagementFactory.getThreadMXBean()::getThreadCount));
  }

  private List<Route> recordedInWindows() {
    return List.of(
        new Route(
            "heap",
            "heap?debug=1",
            "What is on the heap: exact bytes by class, spread over where sampled allocations were"
                + " made. gc=1 collects garbage first.",
            heap("heap", "inuse_space")::answer),
        new Route(
            "allocs",
            "allocs?debug=1",
            "What is allocated from now on, for some seconds: sampled, and scaled to all bytes.",
            heap("allocs", "alloc_space")::answer),
        new Route(
            "block",
            "block?debug=1",
            "Where threads wait for each other from now on, for some seconds.",
            contentions("block", RecordedProfile.BLOCK)::answer),
        new Route(
            "mutex",
            "mutex?debug=1",
            "Who holds the locks that others wait for from now on, for some seconds.",
            contentions("mutex", RecordedProfile.MUTEX)::answer));
  }

  private List<Route> threadsAndSymbols() {
    return List.of(
        new Route(
                "threadcreate",
                "threadcreate?debug=1",
                "Platform threads; threadcreate?seconds=5 has those that are started meanwhile, by"
                    + " who starts them.",
                threadCreate()::answer)
            .counted(ManagementFactory.getThreadMXBean()::getThreadCount),
        new Route(
            "symbol",
            "symbol",
            "The methods at addresses of the texts with debug=1, such as symbol?0x20001+0x30007.",
            new SymbolEndpoint(addresses)::answer));
  }

  private ThreadsEndpoint threads(String name) {
    return new ThreadsEndpoint(name, dumps, text::writeCounts, profiles, limit);
  }

  private NamedProfile heap(String name, String shownFirst) {
    HeapSource source = new HeapSource(recorded, shownFirst);
    return new NamedProfile(name, source::profile, text::writeHeap, profiles, limit);
  }

  private NamedProfile contentions(String name, RecordedProfile kind) {
    ContentionSource source = new ContentionSource(recorder, recorded, exporters, kind);
    return new NamedProfile(
        name,
        source::profile,
        (profile, out) -> text.writeContentions(profile, kind, out),
        profiles,
        limit);
  }

  private NamedProfile threadCreate() {
    ThreadCreateSource source = new ThreadCreateSource(recorded);
    return new NamedProfile("threadcreate", source::profile, text::writeCounts, profiles, limit);
  }
}
