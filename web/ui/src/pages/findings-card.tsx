import { apiUrl, windowQuery } from "../api/client";
import type { Finding, Findings } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { Link } from "../components/link";
import { Failure, Loading } from "../components/notice";
import { formatCount } from "../format/number";
import { literally } from "../format/pattern";
import { formatDuration, formatRange } from "../format/time";
import { route } from "../url/router";
import type { UrlState } from "../url/state";
import { timelineAt } from "../url/timeline-at";

/** What is over a threshold in the chosen window, the worst first. */
export function FindingsCard() {
  const { data, error } = useApi<Findings>(
    apiUrl("/api/findings", windowQuery(route.value.window)),
  );
  return (
    <Card title="What stands out" class="span-4 findings-card">
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="findings" />
      ) : (
        <>
          {data.findings.length === 0 && (
            <p class="muted">Nothing is over its threshold.</p>
          )}
          <ul class="findings">
            {data.findings.map((finding, i) => (
              <FindingItem key={i} finding={finding} />
            ))}
          </ul>
          <Unknown {...data} />
        </>
      )}
    </Card>
  );
}

function FindingItem({ finding }: { readonly finding: Finding }) {
  const { heading, subject, culprit, evidence } = finding;
  const place = placeOf(finding);
  const where = { from: finding.from, to: finding.to };
  return (
    <li data-kind={finding.kind}>
      <div class="finding-heading">
        {place === null ? heading : <Link to={place}>{heading}</Link>}
      </div>
      {subject !== "" && <div class="mono finding-subject">{subject}</div>}
      <div class="muted">
        {evidence.map(evidenceInWords).join(" · ")}
        {culprit !== null && <> · mostly because of {culprit}</>}
      </div>
      <div class="finding-foot muted">
        <Link to={timelineAt(where)} title="The worst of it on the timeline">
          {formatRange(where)}
        </Link>
        <details>
          <summary>why it is told</summary>
          <p>
            {finding.explanation} Told from: {finding.threshold}.
          </p>
        </details>
      </div>
    </li>
  );
}

function evidenceInWords({
  label,
  count,
  nanos,
}: Finding["evidence"][number]): string {
  return nanos !== undefined
    ? `${label} ${formatDuration(nanos)}`
    : `${label} ${formatCount(count ?? 0)}`;
}

/** The page that tells more; null where only the timeline does. */
function placeOf({ kind, key, subject }: Finding): Partial<UrlState> | null {
  switch (kind) {
    case "deadlock":
      return { page: "thread", thread: Number(key) };
    case "lockConvoy":
      return { page: "locks", type: key };
    case "pinning":
    case "runnableBacklog":
    case "throttled":
    case "executorBacklog":
      return { page: "scheduling" };
    case "longPauses":
    case "timeToSafepoint":
      return { page: "gc" };
    case "slowHost":
      return { page: "io" };
    case "poolExhausted":
      return { page: "blocking", focus: literally(subject) };
    case "threadChurn":
      return { page: "group", by: "name", group: subject };
    default:
      return null;
  }
}

function Unknown({ unknown }: Findings) {
  if (unknown.length === 0) return null;
  return (
    <details class="findings-unknown">
      <summary>Not recorded, so not looked for ({unknown.length})</summary>
      <ul>
        {unknown.map(({ kind, heading, threshold }) => (
          <li key={kind} title={threshold}>
            {heading}
          </li>
        ))}
      </ul>
    </details>
  );
}
