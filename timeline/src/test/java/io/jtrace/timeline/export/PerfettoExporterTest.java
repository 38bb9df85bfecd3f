package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerfettoExporterTest {
  @Test
  void aTraceWithEverything_isAsLookedAt() throws IOException {
    StringBuilder text = new StringBuilder();
    for (TracePacket packet : export(DrawnTraces.shop())) {
      text.append("packet {\n");
      TextFormat.printer().print(packet, text);
      text.append("}\n");
    }
    Golden.check("jtrace-export.format=perfetto.shop.textproto", text.toString());
  }

  @Test
  void aTraceWithEverything_breaksNoRuleOfTheImporter() throws IOException {
    assertThat(PerfettoVerifier.verify(export(DrawnTraces.shop())).problems()).isEmpty();
  }

  static List<TracePacket> export(Trace trace) throws IOException {
    return export(trace, trace.range());
  }

  static List<TracePacket> export(Trace trace, TimeRange window) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceFormat.PERFETTO.write(trace, window, out);
    return io.jtrace.proto.perfetto.Trace.parseFrom(out.toByteArray()).getPacketList();
  }
}
