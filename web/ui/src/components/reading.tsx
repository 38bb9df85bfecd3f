import type { TraceStatus } from "../api/trace";
import { formatBytes } from "../format/number";
import { Loading } from "./notice";

/** What stands on the page until the first trace is there. */
export function Reading({ status }: { readonly status: TraceStatus | null }) {
  if (status === null || status.step === null || status.doneBytes === 0)
    return <Loading what="trace" />;
  const { step, doneBytes, totalBytes } = status;
  return (
    <div class="notice" role="status">
      <p>
        {step}: {readingInWords(doneBytes, totalBytes)}
      </p>
      {totalBytes !== null && (
        <progress
          max={totalBytes}
          value={Math.min(doneBytes, totalBytes)}
          aria-label={step}
        />
      )}
    </div>
  );
}

export function readingInWords(
  doneBytes: number,
  totalBytes: number | null,
): string {
  if (totalBytes === null || totalBytes <= 0) return formatBytes(doneBytes);
  // At the end the model is built, which no bytes tell.
  if (doneBytes >= totalBytes) return `${formatBytes(totalBytes)}, arranging…`;
  const percent = Math.floor((100 * doneBytes) / totalBytes);
  return `${percent} % of ${formatBytes(totalBytes)}`;
}
