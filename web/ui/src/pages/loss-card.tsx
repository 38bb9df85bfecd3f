import type { Diagnostic, Severity, TraceFacts } from "../api/types";
import { Card } from "../components/card";
import { Link } from "../components/link";
import { formatBytes, formatCount } from "../format/number";
import { formatRange } from "../format/time";
import { timelineAt } from "../url/timeline-at";

const SECTION: Record<
  Severity,
  { readonly title: string; readonly sign: string }
> = {
  loss: { title: "Lost", sign: "✕" },
  repair: { title: "Repaired", sign: "!" },
  limit: { title: "Limits of this recording", sign: "i" },
};

/** What the trace does not show, and what jtrace did about it. Losses come first; limits are folded up. */
export function LossCard({ facts }: { readonly facts: TraceFacts }) {
  const bySeverity = (severity: Severity) =>
    facts.diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  const [losses, repairs, limits] = [
    bySeverity("loss"),
    bySeverity("repair"),
    bySeverity("limit"),
  ];
  return (
    <Card title="What was lost" class="span-5 loss-card">
      <p class={facts.lostBytes > 0 ? "loss-sum loss-some" : "loss-sum"}>
        {lossSentence(facts, losses.length)}
      </p>
      <Section facts={facts} severity="loss" diagnostics={losses} />
      <Section facts={facts} severity="repair" diagnostics={repairs} />
      {limits.length > 0 && (
        <details>
          <summary>
            {SECTION.limit.title} ({formatCount(limits.length)})
          </summary>
          <Section facts={facts} severity="limit" diagnostics={limits} />
        </details>
      )}
    </Card>
  );
}

function lossSentence(facts: TraceFacts, lossCount: number): string {
  if (facts.lostBytes > 0) {
    return `${formatBytes(facts.lostBytes)} of the recording, ${percentInWords(facts.lostPercent)}, could not be used.`;
  }
  if (lossCount > 0) return "Every byte was read, but something is missing.";
  return "Nothing: every event of the recording was read.";
}

function percentInWords(percent: number): string {
  return percent < 0.1 ? "less than 0.1 %" : `${percent.toFixed(1)} %`;
}

interface SectionProps {
  readonly facts: TraceFacts;
  readonly severity: Severity;
  readonly diagnostics: readonly Diagnostic[];
}

function Section({ facts, severity, diagnostics }: SectionProps) {
  if (diagnostics.length === 0) return null;
  return (
    <ul
      class={`diagnostics diagnostics-${severity}`}
      aria-label={SECTION[severity].title}
    >
      {diagnostics.map((diagnostic, i) => (
        <li key={`${diagnostic.kind} ${i}`} data-kind={diagnostic.kind}>
          <span class="diagnostic-sign" aria-hidden="true">
            {SECTION[severity].sign}
          </span>
          <div>
            <div class="diagnostic-sentence">{diagnostic.sentence}</div>
            <div class="muted">
              {noteOf(diagnostic, facts)}{" "}
              <Stretch diagnostic={diagnostic} facts={facts} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function noteOf(diagnostic: Diagnostic, facts: TraceFacts): string {
  const { sizeBytes, offsetBytes, count, severity } = diagnostic;
  const percent =
    severity === "loss" && sizeBytes > 0 && facts.lostBytes > 0
      ? percentInWords((facts.lostPercent * sizeBytes) / facts.lostBytes)
      : "";
  const parts = [
    diagnostic.detail ?? "",
    count > 1 ? `${formatCount(count)} times` : "",
    sizeBytes > 0 ? formatBytes(sizeBytes) : "",
    percent,
    offsetBytes === null || diagnostic.detail?.includes(String(offsetBytes))
      ? ""
      : `at byte ${formatCount(offsetBytes)}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** The stretch of time that a loss affects, which leads there; nothing where it is not known. */
function Stretch({
  diagnostic: { fromNanos, toNanos },
  facts,
}: {
  readonly diagnostic: Diagnostic;
  readonly facts: TraceFacts;
}) {
  if (fromNanos === null && toNanos === null) return null;
  const range = { from: fromNanos ?? 0, to: toNanos ?? facts.durationNanos };
  // Chunks that overlap: what lies between them has no time of its own.
  if (range.to < range.from) return null;
  return (
    <Link to={timelineAt(range)} class="diagnostic-stretch">
      {formatRange(range)}
    </Link>
  );
}
