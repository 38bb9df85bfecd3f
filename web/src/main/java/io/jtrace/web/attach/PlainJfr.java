package io.jtrace.web.attach;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.management.jfr.FlightRecorderMXBean;

/**
 * Flight Recorder of a JVM that takes no agent, through its management beans: records what JFR
 * itself does. Thread safe; closing ends the recording.
 */
public final class PlainJfr implements AutoCloseable {
  private static final String BLOCK_BYTES = "1000000";

  private final VirtualMachine machine;
  private final JMXConnector connector;
  private final FlightRecorderMXBean recorder;
  private final long recording;
  private boolean closed;

  private PlainJfr(
      VirtualMachine machine,
      JMXConnector connector,
      FlightRecorderMXBean recorder,
      long recording) {
    this.machine = machine;
    this.connector = connector;
    this.recorder = recorder;
    this.recording = recording;
  }

  /**
   * Starts a recording.
   *
   * @param settings the text of a settings file
   * @throws IOException if that is not possible, with a sentence for the user
   */
  public static PlainJfr start(long pid, String settings) throws IOException {
    PlainJfr jfr = open(AttachedAgent.attach(pid));
    try {
      jfr.begin(settings);
      return jfr;
    } catch (IllegalStateException | IllegalArgumentException refused) {
      jfr.close();
      throw new IOException("Flight Recorder does not start: " + refused.getMessage(), refused);
    }
  }

  @SuppressWarnings("BanJNDI") // the address comes from the JVM attached to, not from a user
  private static PlainJfr open(VirtualMachine machine) throws IOException {
    try {
      JMXConnector connector =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      FlightRecorderMXBean recorder =
          ManagementFactory.newPlatformMXBeanProxy(
              connector.getMBeanServerConnection(),
              FlightRecorderMXBean.MXBEAN_NAME,
              FlightRecorderMXBean.class);
      return new PlainJfr(machine, connector, recorder, recorder.newRecording());
    } catch (IOException | RuntimeException failed) {
      machine.detach();
      throw failed;
    }
  }

  private void begin(String settings) {
    recorder.setConfiguration(recording, settings);
    recorder.setRecordingOptions(recording, Map.of("name", "jtrace", "disk", "true"));
    recorder.startRecording(recording);
  }

  /**
   * Waits, ends the recording, and writes it.
   *
   * @throws IOException if the JVM is gone, or the thread is interrupted
   */
  public void record(Duration duration, OutputStream out) throws IOException {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while recording", interrupted);
    }
    recorder.stopRecording(recording);
    long stream = recorder.openStream(recording, Map.of("blockSize", BLOCK_BYTES));
    for (byte[] block = recorder.readStream(stream);
        block != null;
        block = recorder.readStream(stream)) {
      out.write(block);
    }
    recorder.closeStream(stream);
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      recorder.closeRecording(recording);
    } finally {
      connector.close();
      machine.detach();
    }
  }
}
