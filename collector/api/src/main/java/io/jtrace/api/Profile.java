package io.jtrace.api;

import io.jtrace.api.spi.Collector;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A profile of this program, for a program without a server: one of those at {@code /debug/pprof/},
 * or one of the program's own.
 *
 * <pre>{@code
 * Profile.startCpuProfile(out);
 * work();
 * Profile.stopCpuProfile();
 * Profile.lookup("goroutine").writeTo(System.out, 1);
 *
 * static final Profile CONNECTIONS = Profile.newProfile("acme/connections");
 * CONNECTIONS.add(connection, 0);   // where it was opened
 * CONNECTIONS.remove(connection);   // closed: those that stay are leaks
 * }</pre>
 *
 * <p>Names and meanings are those of Go's {@code runtime/pprof}. Whatever is written needs {@code
 * jtrace.jar} on the class path or as an agent, and says so if it is not there; profiles of the
 * program's own count without it, too. Thread safe.
 */
public final class Profile {

  private static final Set<String> OF_THREADS = Set.of("goroutine", "threads", "threadcreate");

  /** Other things than profiles that have a name at {@code /debug/pprof/}. */
  private static final Set<String> TAKEN =
      Set.of("cmdline", "jtrace.jfc", "profile", "symbol", "trace");

  private static final ConcurrentNavigableMap<String, Profile> ALL = builtIn();

  private final String name;

  /** What the program has put in; null for a profile that jtrace makes. */
  private final @Nullable KeptStacks kept;

  private Profile(String name, @Nullable KeptStacks kept) {
    this.name = name;
    this.kept = kept;
  }

  private static ConcurrentNavigableMap<String, Profile> builtIn() {
    ConcurrentNavigableMap<String, Profile> all = new ConcurrentSkipListMap<>();
    for (String name : List.of("allocs", "block", "heap", "mutex")) {
      all.put(name, new Profile(name, null));
    }
    OF_THREADS.forEach(name -> all.put(name, new Profile(name, null)));
    return all;
  }

  /**
   * Starts to profile on which code processors spend their time, a hundred samples a second of each
   * thread that runs. The profile is written by {@link #stopCpuProfile}; the stream is not closed.
   *
   * @throws IllegalStateException if it has been started already, or the collector is not there
   * @throws IOException if this JVM cannot record; the message says why
   */
  public static void startCpuProfile(OutputStream out) throws IOException {
    Collectors.get().startCpuProfile(Objects.requireNonNull(out, "out"));
  }

  /**
   * Ends the CPU profile and returns when it is written. Does nothing if none was started.
   *
   * @throws IOException if it cannot be written
   */
  public static void stopCpuProfile() throws IOException {
    Optional<Collector> collector = Collectors.used();
    if (collector.isPresent()) {
      collector.get().stopCpuProfile();
    }
  }

  /**
   * Writes what is on the heap, as {@code lookup("heap").writeTo(out, 0)} does.
   *
   * @throws IllegalStateException if the collector is not there
   * @throws IOException if it cannot be recorded or written
   */
  public static void writeHeapProfile(OutputStream out) throws IOException {
    write("heap", 0, out);
  }

  /**
   * Returns the profile of a name, or null: {@code heap}, {@code allocs}, {@code goroutine} (or
   * {@code threads}), {@code threadcreate}, {@code block}, {@code mutex}, or one of the program's
   * own.
   */
  public static @Nullable Profile lookup(String name) {
    return ALL.get(name);
  }

  /** Returns all profiles, sorted by name. */
  public static List<Profile> all() {
    return List.copyOf(ALL.values());
  }

  /**
   * Makes a profile of the program's own, which is then at {@code /debug/pprof/NAME}. It is there
   * for good, so it belongs into a static field; its name begins best with that of the program or
   * library.
   *
   * @throws IllegalArgumentException if there is one of that name, or the name is empty or has
   *     characters that are no text
   */
  public static Profile newProfile(String name) {
    if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("expected a name, found \"" + name + "\"");
    }
    Profile profile = new Profile(name, new KeptStacks());
    if (TAKEN.contains(name) || ALL.putIfAbsent(name, profile) != null) {
      throw new IllegalArgumentException("there is a profile " + name + " already");
    }
    return profile;
  }

  /** Whether it was made by {@link #newProfile}. */
  public boolean isCustom() {
    return kept != null;
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /**
   * Adds a value, with the stack of this call: the innermost {@value KeptStacks#MAX_FRAMES} frames.
   * Walks the stack, so it is for things that are opened, not for each event. The value is kept
   * until it is removed, and stays reachable as long. Values are compared by identity.
   *
   * @param skip frames to leave out; with 0 the stack begins with the method that calls {@code add}
   * @throws IllegalArgumentException if the value is in the profile already, or {@code skip} is
   *     below 0
   * @throws IllegalStateException if this is not one of the program's own profiles
   */
  public void add(Object value, int skip) {
    Objects.requireNonNull(value, "value");
    if (kept == null) {
      throw new IllegalStateException("add was called on the built-in profile " + name);
    }
    if (skip < 0) {
      throw new IllegalArgumentException("expected frames to skip, found " + skip);
    }
    if (!kept.add(value, skip)) {
      throw new IllegalArgumentException("the profile " + name + " has this value already");
    }
  }

  /** Removes a value; does nothing if it is not in the profile. */
  public void remove(Object value) {
    if (kept != null) {
      kept.remove(value);
    }
  }

  /**
   * Returns how many values there are, or threads; 0 for profiles that are recorded only when they
   * are asked for.
   */
  public int count() {
    if (kept != null) {
      return kept.count();
    }
    return OF_THREADS.contains(name) ? ManagementFactory.getThreadMXBean().getThreadCount() : 0;
  }

  /**
   * Returns the stacks of the values that are in this profile, the innermost frame first, with how
   * many values each has added; empty for one that is not of the program's own.
   */
  public Map<List<StackTraceElement>, Long> stacks() {
    return kept == null ? Map.of() : kept.counts();
  }

  /**
   * Writes the profile: with {@code debug} 0 for {@code go tool pprof} and {@code jtrace pprof},
   * compressed; with 1 as text; with 2 {@code goroutine} is a full dump. Blocks for some seconds
   * where something has to be recorded first, see {@code docs/pprof-endpoints.md}. Does not close
   * the stream.
   *
   * @throws IllegalStateException if the collector is not there
   * @throws IOException if it cannot be recorded or written
   */
  public void writeTo(OutputStream out, int debug) throws IOException {
    write(name, debug, out);
  }

  private static void write(String name, int debug, OutputStream out) throws IOException {
    Collectors.get().writeProfile(name, debug, Objects.requireNonNull(out, "out"));
  }

  @Override
  public String toString() {
    return "profile " + name;
  }
}
