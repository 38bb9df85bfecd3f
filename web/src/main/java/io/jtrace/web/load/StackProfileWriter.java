package io.jtrace.web.load;

import io.jtrace.agent.spi.StackProfile;
import io.jtrace.agent.spi.StackProfile.Frame;
import io.jtrace.agent.spi.StackProfile.ValueType;
import io.jtrace.timeline.export.PprofEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes the profiles of the agent in the format of pprof. */
final class StackProfileWriter {

  private StackProfileWriter() {}

  static void write(StackProfile profile, OutputStream out) throws IOException {
    PprofEncoder encoder = new PprofEncoder(out);
    for (ValueType type : profile.types()) {
      encoder.addType(type.type(), type.unit());
    }
    if (!profile.defaultType().isEmpty()) {
      encoder.defaultType(profile.defaultType());
    }
    ValueType period = profile.periodType();
    encoder.period(period.type(), period.unit(), profile.period());
    profile.forEach(
        (stack, labels, values) ->
            encoder.sample(locations(profile, stack, encoder), labels, values));
    profile.comments().forEach(encoder::comment);
    encoder.time(profile.endEpochNanos(), profile.durationNanos());
    encoder.finish();
  }

  private static List<Long> locations(StackProfile profile, int stack, PprofEncoder encoder) {
    List<Long> ids = new ArrayList<>();
    for (int node = stack; node != StackProfile.ROOT; node = profile.caller(node)) {
      Frame frame = profile.frame(node);
      ids.add(encoder.location(frame.method(), frame.file(), frame.line()));
    }
    return ids;
  }
}
