import type { LatencyBucket } from "../api/scheduling";
import { formatCount } from "../format/number";
import { formatDuration } from "../format/time";

/** How many waits were how long: a bar for each power of two, as high as the logarithm of its count. */
export function Histogram({
  buckets,
}: {
  readonly buckets: readonly LatencyBucket[];
}) {
  const highest = Math.max(1, ...buckets.map(({ count }) => Math.log1p(count)));
  return (
    // Many bars scroll, which must be possible by keyboard too.
    <ol class="histogram" aria-label="Number of waits by length" tabIndex={0}>
      {buckets.map(({ fromNanos, toNanos, count }) => (
        <li
          key={fromNanos}
          title={`${formatDuration(fromNanos)} to ${formatDuration(toNanos)}: ${formatCount(count)}`}
        >
          <span class="histogram-count">
            {count === 0 ? "" : formatCount(count)}
          </span>
          <span
            class="histogram-bar"
            style={{ height: `${(Math.log1p(count) / highest) * 100}px` }}
          />
          <span class="histogram-label">{formatDuration(fromNanos)}</span>
        </li>
      ))}
    </ol>
  );
}
