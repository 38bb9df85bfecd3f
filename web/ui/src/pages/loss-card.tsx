import type { Diagnostic, Severity, TraceFacts } from "../api/types";
import { Card } from "../components/card";
import { formatBytes, formatCount } from "../format/number";

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
    <Card title="What was lost" class="span-4 loss-card">
      <p class={facts.lostBytes > 0 ? "loss-sum loss-some" : "loss-sum"}>
        {lossSentence(facts, losses.length)}
      </p>
      <Section severity="loss" diagnostics={losses} />
      <Section severity="repair" diagnostics={repairs} />
      {limits.length > 0 && (
        <details>
          <summary>
            {SECTION.limit.title} ({formatCount(limits.length)})
          </summary>
          <Section severity="limit" diagnostics={limits} />
        </details>
      )}
    </Card>
  );
}

function lossSentence(facts: TraceFacts, lossCount: number): string {
  if (facts.lostBytes > 0) {
    const percent =
      facts.lostPercent < 0.1
        ? "less than 0.1 %"
        : `${facts.lostPercent.toFixed(1)} %`;
    return `${formatBytes(facts.lostBytes)} of the recording, ${percent}, could not be used.`;
  }
  if (lossCount > 0) return "Every byte was read, but something is missing.";
  return "Nothing: every event of the recording was read.";
}

interface SectionProps {
  readonly severity: Severity;
  readonly diagnostics: readonly Diagnostic[];
}

function Section({ severity, diagnostics }: SectionProps) {
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
            <div class="muted">{noteOf(diagnostic)}</div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function noteOf(diagnostic: Diagnostic): string {
  const parts = [
    diagnostic.detail ?? "",
    diagnostic.count > 1 ? `${formatCount(diagnostic.count)} times` : "",
    diagnostic.sizeBytes > 0 ? formatBytes(diagnostic.sizeBytes) : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
