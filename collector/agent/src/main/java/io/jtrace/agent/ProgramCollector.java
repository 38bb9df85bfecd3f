package io.jtrace.agent;

import io.jtrace.agent.http.Access;
import io.jtrace.agent.options.Options;
import io.jtrace.agent.program.ProgramFlight;
import io.jtrace.agent.program.ProgramRecordings;
import io.jtrace.agent.program.StreamResponse;
import io.jtrace.agent.record.FlightBounds;
import io.jtrace.agent.record.TraceRecorder;
import io.jtrace.agent.spi.Endpoints;
import io.jtrace.api.spi.Collector;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What {@code io.jtrace.api} records with: the recorder of the agent if there is one, else one of
 * its own, without hooks. Thread safe.
 */
public final class ProgramCollector implements Collector {

  private final ProgramRecordings recordings = new ProgramRecordings();
  private @Nullable TraceRecorder withoutAgent; // guarded by this

  /** Made by the {@link ServiceLoader}. */
  public ProgramCollector() {}

  private TraceRecorder recorder() {
    return Agent.recorder().orElseGet(this::ownRecorder);
  }

  private synchronized TraceRecorder ownRecorder() {
    TraceRecorder own = withoutAgent;
    if (own == null) {
      own = TraceRecorder.open(options());
      withoutAgent = own;
    }
    return own;
  }

  private static Options options() {
    return Options.read("", Stderr::say);
  }

  @Override
  public void startCpuProfile(OutputStream out) throws IOException {
    recordings.startCpuProfile(recorder(), Jtrace.exporter(), out);
  }

  @Override
  public void stopCpuProfile() throws IOException {
    recordings.stopCpuProfile();
  }

  @Override
  public void startTrace(OutputStream out) throws IOException {
    recordings.startTrace(recorder(), out);
  }

  @Override
  public void stopTrace() throws IOException {
    recordings.stopTrace();
  }

  @Override
  public void writeProfile(String name, int debug, OutputStream out) throws IOException {
    Endpoints endpoints =
        Jtrace.endpoints(recorder(), options(), Access.open(), PrivateLoader.shared());
    StreamResponse.write(endpoints, "/debug/pprof/" + name, "debug=" + debug, out);
  }

  @Override
  public Flight startFlight(Duration minAge, long maxBytes) throws IOException {
    TraceRecorder recorder = recorder();
    FlightBounds bounds = new FlightBounds(minAge, maxBytes);
    return new ProgramFlight(recorder, recorder.startFlight(bounds, Stderr::say));
  }
}
