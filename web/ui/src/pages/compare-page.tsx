import { apiUrl, windowQuery } from "../api/client";
import type { Comparison, OneSidedFinding } from "../api/compare";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { Empty, Failure, Loading } from "../components/notice";
import { When } from "../components/table-cells";
import { formatDuration, formatInstant } from "../format/time";
import { route } from "../url/router";
import { CompareFlame } from "./compare-flame";
import { CompareTables } from "./compare-tables";

/** The trace beside one from before: what grew, what shrank, and where in the code. */
export function ComparePage({ facts }: { readonly facts: TraceFacts }) {
  return facts.base === null ? <HowTo facts={facts} /> : <Compared />;
}

function HowTo({ facts }: { readonly facts: TraceFacts }) {
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Compare</h1>
      </div>
      <Card title="No trace to compare with" class="span-12">
        <Empty>
          Start the viewer with a trace from before:{" "}
          <code>jtrace --base=before.out {facts.name}</code>. As text,{" "}
          <code>jtrace diff before.out {facts.name}</code> prints the same
          numbers.
        </Empty>
      </Card>
    </div>
  );
}

function Compared() {
  const query = windowQuery(route.value.window);
  const { data, error } = useApi<Comparison>(apiUrl("/api/compare", query));
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Compare</h1>
        {data !== null && <span class="muted">{headOf(data)}</span>}
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="comparison" />
      ) : (
        <>
          <OneSided comparison={data} />
          <CompareFlame />
          <CompareTables comparison={data} />
        </>
      )}
    </div>
  );
}

function headOf({ first, second }: Comparison): string {
  const side = (name: string, from: number, to: number) =>
    `${name}, ${formatDuration(to - from)}`;
  return `A: ${side(first.name, first.fromNanos, first.toNanos)} · B, this trace: ${side(second.name, second.fromNanos, second.toNanos)} · changes are from A to B, per second of each`;
}

function OneSided({ comparison }: { readonly comparison: Comparison }) {
  const inA = comparison.findings.filter(({ onlyIn }) => onlyIn === "first");
  const inB = comparison.findings.filter(({ onlyIn }) => onlyIn === "second");
  return (
    <>
      <FindingsOf
        title="Stands out only in A"
        findings={inA}
        unknown={comparison.unknownInSecond.length}
        other="B"
      />
      <FindingsOf
        title="Stands out only in B"
        findings={inB}
        unknown={comparison.unknownInFirst.length}
        other="A"
        hasPlaces
      />
    </>
  );
}

interface FindingsOfProps {
  readonly title: string;
  readonly findings: readonly OneSidedFinding[];
  /** How many kinds the other trace cannot show. */
  readonly unknown: number;
  readonly other: string;
  /** Whether the times are those of the trace in the viewer. */
  readonly hasPlaces?: boolean;
}

function FindingsOf(props: FindingsOfProps) {
  const { title, findings, unknown, other, hasPlaces = false } = props;
  const note =
    unknown === 0
      ? undefined
      : `${other} cannot show ${unknown} kinds of findings`;
  return (
    <Card title={title} note={note} class="span-6 findings-card">
      {findings.length === 0 && <p class="muted">Nothing.</p>}
      <ul class="findings">
        {findings.map((finding, i) => (
          <li key={i} data-kind={finding.kind}>
            <div class="finding-heading">{finding.heading}</div>
            {finding.subject !== null && (
              <div class="mono finding-subject">{finding.subject}</div>
            )}
            {hasPlaces && (
              <div class="finding-foot muted">
                <When
                  range={{ from: finding.fromNanos, to: finding.toNanos }}
                  text={`at ${formatInstant(finding.fromNanos)}`}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
