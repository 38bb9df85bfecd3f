package io.jtrace.agent.dump;

import io.jtrace.agent.record.TraceRecorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The JVM's dump of all threads, which alone has the virtual ones, in a file until closed.
 *
 * <p>Each thread is as it was when the JVM came to it: they are not stopped all at once.
 */
final class ThreadDumpFile implements AutoCloseable {

  private static final String BEAN = "com.sun.management.HotSpotDiagnosticMXBean";
  private static final String PLAIN = "TEXT_PLAIN";

  private final TraceRecorder scratch;
  private final Path file;
  private final Optional<String> refused;

  private ThreadDumpFile(TraceRecorder scratch, Path file, Optional<String> refused) {
    this.scratch = scratch;
    this.file = file;
    this.refused = refused;
  }

  /**
   * Makes the JVM write the dump.
   *
   * @throws IOException if it cannot be written
   */
  static ThreadDumpFile write(TraceRecorder scratch) throws IOException {
    Path file = scratch.newScratchFile(".threads");
    boolean written = false;
    try {
      Optional<String> refused = Optional.of("this JDK has none");
      if (Runtime.version().feature() >= 21) {
        Files.delete(file); // only its name is wanted: the JVM insists on making the file
        refused = write(file);
      }
      written = true;
      return new ThreadDumpFile(scratch, file, refused);
    } finally {
      if (!written) {
        scratch.deleteScratch(file);
      }
    }
  }

  /** Returns why there are no virtual threads in here, empty if there may be. */
  Optional<String> refused() {
    return refused;
  }

  /** Visits the virtual threads, one after the other. */
  void visit(VirtualThreads.Sink<IOException> sink) throws IOException {
    if (refused.isPresent()) {
      return;
    }
    // A name with half a surrogate pair must not cost the dump.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
      VirtualThreads.read(reader, sink);
    }
  }

  @Override
  public void close() throws IOException {
    scratch.deleteScratch(file);
  }

  /** By reflection, because the method is not on JDK 17. */
  private static Optional<String> write(Path newFile) throws IOException {
    try {
      Class<? extends PlatformManagedObject> type =
          Class.forName(BEAN).asSubclass(PlatformManagedObject.class);
      PlatformManagedObject bean = ManagementFactory.getPlatformMXBean(type);
      for (Method method : type.getMethods()) {
        if (bean != null && method.getName().equals("dumpThreads")) {
          method.invoke(bean, newFile.toString(), plain(method.getParameterTypes()[1]));
          return Optional.empty();
        }
      }
      return Optional.of("this JVM cannot dump virtual threads");
    } catch (InvocationTargetException failed) {
      throw new IOException("the JVM could not dump its threads: " + failed.getCause(), failed);
    } catch (ReflectiveOperationException refused) {
      return Optional.of("this JVM cannot dump virtual threads: " + refused);
    }
  }

  private static Object plain(Class<?> formats)
      throws NoSuchFieldException, IllegalAccessException {
    return formats.getField(PLAIN).get(null);
  }
}
