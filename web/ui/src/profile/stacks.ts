import type { NameKind, ProfileName } from "../api/profile";
import type { Entry, FlameColumns, PeekEntry } from "./answers";

/** An index of {@link StackColumns.names}. */
export type NameIndex = number;

/** Stacks of a profile as a tree of frames in columns, with values where stacks end; -1 is a stack without frames. */
export interface StackColumns {
  readonly names: readonly string[];
  readonly files: readonly string[];
  readonly name: readonly NameIndex[];
  readonly parent: readonly number[];
  readonly inline: readonly number[];
  readonly end: readonly number[];
  /** By sample type: sums of what is above and what is below 0. */
  readonly more: readonly (readonly number[])[];
  readonly less: readonly (readonly number[])[];
}

export interface Frame {
  readonly name: NameIndex;
  readonly isInline: boolean;
}

/** A stack, the outermost frame first, with its value and the sum of values of whichever sign. */
export interface Stack {
  readonly frames: readonly Frame[];
  readonly value: number;
  readonly width: number;
}

/** The stacks with a value of a sample type. */
export function stacksOf(columns: StackColumns, type: number): Stack[] {
  const stacks: Stack[] = [];
  columns.end.forEach((end, i) => {
    const more = columns.more[type][i];
    const less = columns.less[type][i];
    if (more === 0 && less === 0) return;
    const frames: Frame[] = [];
    for (let row = end; row >= 0; row = columns.parent[row])
      frames.push({
        name: columns.name[row],
        isInline: columns.inline[row] === 1,
      });
    stacks.push({
      frames: frames.reverse(),
      value: more + less,
      width: more - less,
    });
  });
  return stacks;
}

/** The filters that look at names alone; each is told whether a name or its file matches. */
export interface NameFilters {
  readonly focus: ((name: NameIndex) => boolean) | null;
  readonly ignore: ((name: NameIndex) => boolean) | null;
  readonly hide: ((name: NameIndex) => boolean) | null;
  readonly show: ((name: NameIndex) => boolean) | null;
  readonly showFrom: ((name: NameIndex) => boolean) | null;
}

/** What filters leave, as the server's do: focus and ignore look at whole stacks, the others leave out frames. */
export function filtered(
  stacks: readonly Stack[],
  { focus, ignore, hide, show, showFrom }: NameFilters,
): Stack[] {
  const left: Stack[] = [];
  for (const stack of stacks) {
    let { frames } = stack;
    if (ignore !== null && frames.some(({ name }) => ignore(name))) continue;
    if (focus !== null && !frames.some(({ name }) => focus(name))) continue;
    if (hide !== null || show !== null) {
      frames = frames.filter(
        ({ name }) =>
          (hide === null || !hide(name)) && (show === null || show(name)),
      );
      if (frames.length === 0) continue;
    }
    if (showFrom !== null) {
      const first = frames.findIndex(({ name }) => showFrom(name));
      if (first < 0) continue;
      frames = frames.slice(first);
    }
    left.push({ ...stack, frames });
  }
  return left;
}

/** Puts stacks together frame by frame, below a root. */
export function flameOf(
  stacks: readonly Stack[],
  names: readonly string[],
  rootText: string,
): FlameColumns {
  const tree = new TreeBuilder();
  for (const stack of stacks) tree.add(stack);
  return tree.columns(names, rootText);
}

class TreeBuilder {
  private readonly name: NameIndex[] = [-1];
  private readonly parent: number[] = [-1];
  private readonly self: number[] = [0];
  private readonly total: number[] = [0];
  private readonly value: number[] = [0];
  private readonly isInline: boolean[] = [false];
  private readonly children: Map<NameIndex, number>[] = [new Map()];

  add({ frames, value, width }: Stack): void {
    let node = 0;
    this.count(node, value, width);
    for (const frame of frames) {
      node = this.child(node, frame);
      this.count(node, value, width);
    }
    this.self[node] += value;
  }

  private child(parent: number, { name, isInline }: Frame): number {
    const known = this.children[parent].get(name);
    if (known !== undefined) {
      this.isInline[known] &&= isInline;
      return known;
    }
    const node = this.name.length;
    this.name.push(name);
    this.parent.push(parent);
    this.self.push(0);
    this.total.push(0);
    this.value.push(0);
    this.isInline.push(isInline);
    this.children.push(new Map());
    this.children[parent].set(name, node);
    return node;
  }

  private count(node: number, value: number, width: number): void {
    this.total[node] += width;
    this.value[node] += value;
  }

  columns(names: readonly string[], rootText: string): FlameColumns {
    const isSigned = this.value.some((value, i) => value !== this.total[i]);
    const kindOf = (node: number): NameKind =>
      node === 0 ? "root" : this.isInline[node] ? "inline" : "frame";
    return {
      names: this.name.map((name, node): ProfileName => ({
        text: name < 0 ? rootText : names[name],
        kind: kindOf(node),
      })),
      nodes: {
        name: this.name.map((_, node) => node),
        parent: this.parent,
        self: this.self,
        total: this.total,
        value: isSigned ? this.value : null,
      },
    };
  }
}

/** Both sides of the outermost frames that match, as flame graphs. */
export function pivotOf(
  stacks: readonly Stack[],
  names: readonly string[],
  isPivot: (name: NameIndex) => boolean,
): { readonly flame: FlameColumns; readonly callers: FlameColumns } {
  const down: Stack[] = [];
  const up: Stack[] = [];
  const found = new Set<NameIndex>();
  for (const stack of stacks) {
    const at = stack.frames.findIndex(({ name }) => isPivot(name));
    if (at < 0) continue;
    found.add(stack.frames[at].name);
    down.push({ ...stack, frames: stack.frames.slice(at) });
    up.push({ ...stack, frames: stack.frames.slice(0, at + 1).reverse() });
  }
  const root = `${found.size} functions that match`;
  const sides = [down, up].map((side) => flameOf(side, names, root));
  const [flame, callers] = found.size === 1 ? sides.map(withoutRoot) : sides;
  return { flame, callers };
}

/** The tree of the root's only child. */
function withoutRoot({ names, nodes }: FlameColumns): FlameColumns {
  return {
    names: names.map((name, i) =>
      i === 1 ? { ...name, kind: "frame" as const } : name,
    ),
    nodes: {
      name: nodes.name.slice(1),
      parent: nodes.parent.slice(1).map((parent) => parent - 1),
      self: nodes.self.slice(1),
      total: nodes.total.slice(1),
      value: nodes.value?.slice(1) ?? null,
    },
  };
}

/** Every entry with its callers and callees, those that took most themselves first. Recursion counts once for each stack. */
export function entriesOf(
  stacks: readonly Stack[],
  names: readonly string[],
): PeekEntry[] {
  const flat = new Map<NameIndex, number>();
  const cum = new Map<NameIndex, number>();
  const calls = new Map<NameIndex, Map<NameIndex, number>>();
  for (const { frames, value } of stacks) {
    const seen = new Set<NameIndex>();
    const called = new Set<string>();
    frames.forEach(({ name }, i) => {
      if (!seen.has(name)) add(cum, name, value);
      seen.add(name);
      const caller = frames[i - 1]?.name;
      const pair = `${caller} ${name}`;
      if (caller === undefined || caller === name || called.has(pair)) return;
      called.add(pair);
      const callees = calls.get(caller) ?? new Map<NameIndex, number>();
      calls.set(caller, callees);
      add(callees, name, value);
    });
    const last = frames.at(-1);
    if (last !== undefined) add(flat, last.name, value);
  }
  return listed(names, flat, cum, calls);
}

function add(
  sums: Map<NameIndex, number>,
  name: NameIndex,
  value: number,
): void {
  sums.set(name, (sums.get(name) ?? 0) + value);
}

function listed(
  names: readonly string[],
  flat: ReadonlyMap<NameIndex, number>,
  cum: ReadonlyMap<NameIndex, number>,
  calls: ReadonlyMap<NameIndex, ReadonlyMap<NameIndex, number>>,
): PeekEntry[] {
  const callers = new Map<NameIndex, [NameIndex, number][]>();
  for (const [caller, callees] of calls)
    for (const [callee, weight] of callees)
      callers.set(callee, [...(callers.get(callee) ?? []), [caller, weight]]);
  const asCalls = (pairs: Iterable<readonly [NameIndex, number]>) =>
    [...pairs]
      .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
      .map(([name, weight]) => ({
        name: names[name],
        weight,
        isInline: false,
      }));
  return [...cum]
    .map(([name, sum]) => ({
      name: names[name],
      mark: null,
      flat: flat.get(name) ?? 0,
      cum: sum,
      callers: asCalls(callers.get(name) ?? []),
      callees: asCalls(calls.get(name) ?? []),
    }))
    .sort(byFlat);
}

function byFlat(a: Entry, b: Entry): number {
  return (
    Math.abs(b.flat) - Math.abs(a.flat) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}
