package io.jtrace.web.api;

import io.jtrace.timeline.analysis.Finding;
import io.jtrace.timeline.analysis.FindingKind;
import io.jtrace.timeline.analysis.Findings;
import java.io.IOException;

/** What stands out, as JSON. */
public final class FindingsJson {
  private FindingsJson() {}

  /** Writes the fields of an object. */
  public static void findings(Json json, Findings findings) throws IOException {
    json.objects("findings", findings.findings(), finding -> finding(json, finding));
    json.objects("unknown", findings.unknown(), kind -> kind(json, kind));
  }

  private static void kind(Json json, FindingKind kind) throws IOException {
    json.field("kind", kind.key());
    json.field("heading", kind.heading());
    json.field("threshold", kind.threshold());
  }

  private static void finding(Json json, Finding finding) throws IOException {
    kind(json, finding.kind());
    json.field("explanation", finding.kind().explanation());
    json.field("subject", finding.subject());
    json.objects("evidence", finding.evidence(), measure -> measure(json, measure));
    json.field("culprit", finding.culprit());
    json.field("from", finding.where().startNanos());
    json.field("to", finding.where().endNanos());
    json.field("costNanos", finding.costNanos());
    json.field("key", finding.key());
  }

  private static void measure(Json json, Finding.Measure measure) throws IOException {
    json.field("label", measure.label());
    json.field(measure.unit() == Finding.Unit.NANOS ? "nanos" : "count", measure.value());
  }
}
