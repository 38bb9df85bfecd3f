package io.jtrace.web.cli;

import io.jtrace.timeline.analysis.Finding;
import io.jtrace.timeline.analysis.FindingKind;
import io.jtrace.timeline.analysis.Findings;
import java.util.List;
import java.util.stream.Collectors;

/** The part of {@code report} about what stands out. */
final class FindingsText {
  private static final int SUBJECT_WIDTH = 100;

  private FindingsText() {}

  static void append(Findings findings, StringBuilder out) {
    out.append("\nWhat stands out\n");
    if (findings.findings().isEmpty()) {
      out.append("  nothing over its threshold\n");
    }
    findings.findings().forEach(finding -> append(finding, out));
    if (!findings.unknown().isEmpty()) {
      out.append("  not recorded, so not looked for: ")
          .append(listed(findings.unknown()))
          .append('\n');
    }
  }

  /** Returns the headings of kinds, as part of a sentence. */
  static String listed(List<FindingKind> kinds) {
    return kinds.stream()
        .map(FindingKind::heading)
        .map(heading -> Character.toLowerCase(heading.charAt(0)) + heading.substring(1))
        .collect(Collectors.joining("; "));
  }

  private static void append(Finding finding, StringBuilder out) {
    out.append("  ").append(finding.kind().heading());
    if (!finding.subject().isEmpty()) {
      out.append(": ").append(TextTable.fit(finding.subject(), SUBJECT_WIDTH));
    }
    out.append("\n    ")
        .append(
            finding.evidence().stream()
                .map(FindingsText::measure)
                .collect(Collectors.joining(", ")));
    if (finding.culprit() != null) {
      out.append(", mostly because of ").append(TextTable.fit(finding.culprit(), SUBJECT_WIDTH));
    }
    out.append("; the worst from ")
        .append(Amounts.duration(finding.where().startNanos()))
        .append(" to ")
        .append(Amounts.duration(finding.where().endNanos()))
        .append("\n    (told from: ")
        .append(finding.kind().threshold())
        .append(")\n");
  }

  private static String measure(Finding.Measure measure) {
    String value =
        measure.unit() == Finding.Unit.NANOS
            ? Amounts.duration(measure.value())
            : Amounts.count(measure.value());
    return measure.label() + " " + value;
  }
}
