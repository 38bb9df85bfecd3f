const RUNS = /[0-9]+|[^0-9]/g;

/** Compares runs of digits by value and everything else by character; only equal names are equal. */
export function compareNaturally(one: string, other: string): number {
  const left = one.match(RUNS) ?? [];
  const right = other.match(RUNS) ?? [];
  const count = Math.min(left.length, right.length);
  for (let i = 0; i < count; i++) {
    const order = compareRuns(left[i], right[i]);
    if (order !== 0) return order;
  }
  return left.length - right.length || compare(one, other);
}

function compareRuns(one: string, other: string): number {
  if (!/^[0-9]/.test(one) || !/^[0-9]/.test(other))
    return compare(one[0], other[0]);
  const left = one.replace(/^0+(?=.)/, "");
  const right = other.replace(/^0+(?=.)/, "");
  return left.length - right.length || compare(left, right);
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
