import type {
  ComparedRow,
  Comparison,
  ProfileDifference,
} from "../src/api/compare.ts";
import type { Profile, ProfileName } from "../src/api/profile.ts";
import { STATE_KEYS } from "../src/model/states.ts";
import type { TimeRange } from "../src/units.ts";
import { groupRows, monitors } from "./mock-analysis.ts";
import { mockFindings } from "./mock-findings.ts";
import { profile } from "./mock-profile.ts";
import type { MockTrace } from "./mock-trace.ts";

/** The synthetic trace beside its own first two fifths, as if they were a trace from before. */
export const BASE_NAME = "orders-prod-before.jfr";
const BASE: TimeRange = { from: 0, to: 2e9 };

interface Amounts {
  readonly subject: string;
  readonly part: string;
  readonly count: number;
  readonly nanos: number;
}

export function comparison(trace: MockTrace, range: TimeRange): Comparison {
  const rows = (of: (its: TimeRange) => readonly Amounts[]) =>
    compared(of(BASE), of(range), range);
  const { findings } = mockFindings(range);
  return {
    first: { name: BASE_NAME, ...side(BASE) },
    second: { name: "orders-prod-7f9c.jfr", ...side(range) },
    findings: findings.slice(0, 2).map((finding) => ({
      onlyIn: "second",
      kind: finding.kind,
      heading: finding.heading,
      subject: finding.subject,
      costNanos: finding.costNanos,
      fromNanos: finding.from,
      toNanos: finding.to,
    })),
    unknownInFirst: [],
    unknownInSecond: ["deadlock"],
    states: rows((its) =>
      statesOf(trace, its).map((row) => ({
        ...row,
        subject: row.part,
        part: "",
      })),
    ),
    groups: rows((its) => statesOf(trace, its)),
    waitKinds: [],
    locks: rows((its) =>
      monitors(trace, its).map(({ lock, waits, totalNanos }) => ({
        subject: lock,
        part: "blocked",
        count: waits,
        nanos: totalNanos,
      })),
    ),
    io: [],
    gc: [],
    tasks: [],
    regions: [],
  };
}

function side({ from, to }: TimeRange) {
  return { fromNanos: from, toNanos: to };
}

function rate(amount: number, { from, to }: TimeRange): number {
  return (amount * 1e9) / (to - from);
}

function statesOf(trace: MockTrace, range: TimeRange): readonly Amounts[] {
  return groupRows(trace, "name", range).flatMap(({ key, count, states }) =>
    STATE_KEYS.flatMap((part, i) =>
      states[i] === 0 ? [] : [{ subject: key, part, count, nanos: states[i] }],
    ),
  );
}

function compared(
  before: readonly Amounts[],
  after: readonly Amounts[],
  range: TimeRange,
): readonly ComparedRow[] {
  const keyOf = ({ subject, part }: Amounts) => `${subject}\n${part}`;
  const keys = new Set([...before, ...after].map(keyOf));
  const sum = (all: readonly Amounts[], key: string) => {
    const its = all.filter((row) => keyOf(row) === key);
    return {
      count: its.reduce((total, { count }) => total + count, 0),
      nanos: its.reduce((total, { nanos }) => total + nanos, 0),
    };
  };
  return [...keys]
    .map((key) => {
      const [subject, part] = key.split("\n");
      const first = sum(before, key);
      const second = sum(after, key);
      return {
        subject,
        part,
        firstCount: first.count,
        secondCount: second.count,
        firstNanos: first.nanos,
        secondNanos: second.nanos,
        changeNanosPerSecond:
          rate(second.nanos, range) - rate(first.nanos, BASE),
      };
    })
    .sort(
      (a, b) =>
        Math.abs(b.changeNanosPerSecond) - Math.abs(a.changeNanosPerSecond),
    );
}

export function profileDifference(
  trace: MockTrace,
  range: TimeRange,
  query: URLSearchParams,
): ProfileDifference {
  const before = profile(trace, BASE, query);
  const after = profile(trace, range, query);
  const { names, paths, values } = merged([before, after]);
  const width = values.map(([one, other]) =>
    Math.max(rate(one, BASE), rate(other, range)),
  );
  for (let node = paths.length - 1; node > 0; node--)
    width[paths[node].parent] += width[node];
  const column = (at: number) => values.map((value) => value[at]);
  return {
    kind: after.kind,
    weight: after.weight,
    unit: after.unit,
    comparable: true,
    first: { recorded: before.recorded, source: before.source, ...side(BASE) },
    second: { recorded: after.recorded, source: after.source, ...side(range) },
    events: after.events,
    names,
    nodes: {
      name: paths.map(({ name }) => name),
      parent: paths.map(({ parent }) => parent),
      firstSelf: column(0),
      secondSelf: column(1),
      firstTotal: column(2),
      secondTotal: column(3),
      change: values.map((v) => rate(v[3], range) - rate(v[2], BASE)),
      width,
    },
  };
}

/** Two trees as one: self in the first and second, total in the first and second. */
function merged(profiles: readonly Profile[]) {
  const names: ProfileName[] = [];
  const paths: { parent: number; name: number }[] = [];
  const values: number[][] = [];
  const ids = new Map<string, number>();
  const nodeOf = (parent: number, its: ProfileName) => {
    const key = `${parent} ${its.kind} ${its.text}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const same = ({ text, kind }: ProfileName) =>
      text === its.text && kind === its.kind;
    let name = names.findIndex(same);
    if (name < 0) name = names.push(its) - 1;
    ids.set(key, paths.length);
    values.push([0, 0, 0, 0]);
    return paths.push({ parent, name }) - 1;
  };
  profiles.forEach(({ names: texts, nodes }, at) => {
    const places: number[] = [];
    nodes.parent.forEach((parent, node) => {
      const place = nodeOf(
        parent < 0 ? -1 : places[parent],
        texts[nodes.name[node]],
      );
      places.push(place);
      values[place][at] += nodes.self[node];
      values[place][at + 2] += nodes.total[node];
    });
  });
  return { names, paths, values };
}
