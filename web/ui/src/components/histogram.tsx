import type { LatencyBucket } from "../api/scheduling";
import { formatCount } from "../format/number";
import { formatDuration } from "../format/time";
import type { TimeRange } from "../units";

interface HistogramProps {
  readonly buckets: readonly LatencyBucket[];
  /** What is counted, in the plural. */
  readonly of?: string;
  /** With it each bar is a button. */
  readonly onPick?: (lengths: TimeRange) => void;
  readonly picked?: TimeRange | null;
}

/** How many waits were how long: a bar for each power of two, as high as the logarithm of its count. */
export function Histogram(props: HistogramProps) {
  const { buckets, of = "waits", onPick, picked } = props;
  const highest = Math.max(1, ...buckets.map(({ count }) => Math.log1p(count)));
  return (
    // Many bars scroll, which must be possible by keyboard too.
    <ol class="histogram" aria-label={`Number of ${of} by length`} tabIndex={0}>
      {buckets.map((bucket) => (
        <li key={bucket.fromNanos} title={words(bucket)}>
          {onPick === undefined ? (
            <Bar bucket={bucket} highest={highest} />
          ) : (
            <button
              type="button"
              aria-pressed={picked?.from === bucket.fromNanos}
              aria-label={words(bucket)}
              onClick={() =>
                onPick({ from: bucket.fromNanos, to: bucket.toNanos })
              }
            >
              <Bar bucket={bucket} highest={highest} />
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function words({ fromNanos, toNanos, count }: LatencyBucket): string {
  return `${formatDuration(fromNanos)} to ${formatDuration(toNanos)}: ${formatCount(count)}`;
}

function Bar({
  bucket: { fromNanos, count },
  highest,
}: {
  readonly bucket: LatencyBucket;
  readonly highest: number;
}) {
  return (
    <>
      <span class="histogram-count">
        {count === 0 ? "" : formatCount(count)}
      </span>
      <span
        class="histogram-bar"
        style={{ height: `${(Math.log1p(count) / highest) * 100}px` }}
      />
      <span class="histogram-label">{formatDuration(fromNanos)}</span>
    </>
  );
}
