package io.jtrace.agent;

import io.jtrace.agent.spi.RecordedProfile;
import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import io.jtrace.agent.spi.StackProfile.ValueType;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An exporter for tests: the recording as it is, and for {@code chrome} an early failure. */
public final class CopyExporter implements TraceExporter {

  @Override
  public boolean supports(String format) {
    return true;
  }

  @Override
  public void export(Path recording, String format, OutputStream out) throws IOException {
    if (format.equals("chrome")) {
      throw new IOException("chrome does not work today");
    }
    Files.copy(recording, out);
  }

  /** Cuts nothing: the recording as it is. */
  @Override
  public Instant cut(Path recording, Instant from, Instant to, OutputStream out)
      throws IOException {
    Files.copy(recording, out);
    return from;
  }

  /** Writes a profile as lines of values, labels and frames: tests need no schema. */
  @Override
  public void writeProfile(StackProfile profile, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    profile
        .types()
        .forEach(type -> text.append(type.type()).append('/').append(type.unit()).append('\n'));
    profile.<RuntimeException>forEach(
        (stack, labels, values) ->
            text.append(Arrays.toString(values))
                .append(' ')
                .append(new TreeMap<>(labels))
                .append(' ')
                .append(
                    profile.framesOf(stack).stream()
                        .map(StackProfile.Frame::method)
                        .collect(Collectors.joining("<")))
                .append('\n'));
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Knows one sample of one allocation, whatever was recorded. */
  @Override
  public StackProfile readProfile(Path recording, RecordedProfile profile, Duration shortest) {
    ValueType bytes = new ValueType("weight", "bytes");
    StackProfile made =
        new StackProfile(List.of(new ValueType("samples", "count"), bytes), bytes, 1);
    int stack = made.stack(List.of(new Frame("test.Main.make", "test/Main.java", 7)));
    made.add(stack, Map.of("class", "byte[]"), 1, 100);
    return made;
  }
}
