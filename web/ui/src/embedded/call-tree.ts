import type { FlatRow, ProfileName, ProfileWeight } from "../api/profile";
import { operationOf, textOf, type Embedded } from "./dictionaries";

/** What happened at one stack for one reason. Ids are -1 for none. */
export interface ProfileRow {
  readonly stack: number;
  readonly operation: number;
  readonly subject: number;
  total: number;
  count: number;
  max: number;
}

/** Which stacks and frames are wanted, as timeline/analysis/StackFilter.java has it. */
export interface StackFilter {
  readonly focus: RegExp | null;
  readonly ignore: RegExp | null;
  readonly hide: RegExp | null;
  readonly showFrom: RegExp | null;
}

/** Callers above callees; node 0 is everything, parents come before their children. */
export interface CallTree {
  readonly names: readonly ProfileName[];
  readonly name: readonly number[];
  readonly parent: readonly number[];
  readonly self: readonly number[];
  readonly total: readonly number[];
}

const ROOT = 0;
/** Instead of a node: the outermost frame that is wanted has not come yet. */
const NOT_SHOWN = -1;

/** By the numbers of characters, as the server has it. */
export function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Two values taken together. */
export function plus(weight: ProfileWeight, one: number, other: number) {
  return weight === "max" ? Math.max(one, other) : one + other;
}

export function makeCallTree(
  embedded: Embedded,
  rows: readonly ProfileRow[],
  weight: ProfileWeight,
  filter: StackFilter,
): CallTree {
  return new Builder(embedded, weight, filter).build(rows);
}

class Builder {
  private readonly names: ProfileName[] = [];
  private readonly nameIds = new Map<string, number>();
  private readonly name: number[] = [];
  private readonly parent: number[] = [];
  private readonly self: number[] = [];
  private readonly children: Map<number, number>[] = [];
  /** By stack, whether a method of it is looked for, and whether one is not wanted. */
  private readonly isFocused = new Map<number, boolean>();
  private readonly isIgnored = new Map<number, boolean>();
  private readonly nodes = new Map<number, number>();

  constructor(
    private readonly embedded: Embedded,
    private readonly weight: ProfileWeight,
    private readonly filter: StackFilter,
  ) {
    this.add(-1, this.nameId({ text: "all", kind: "root" }));
  }

  build(rows: readonly ProfileRow[]): CallTree {
    const { weight, self } = this;
    for (const row of rows) {
      const node = row.stack < 0 ? this.missing() : this.nodeOf(row.stack);
      if (node === NOT_SHOWN) continue;
      const leaf = this.leaf(node, row);
      self[leaf] = plus(weight, self[leaf], row[weight]);
    }
    const total = [...self];
    for (let node = total.length - 1; node > ROOT; node--) {
      const above = this.parent[node];
      total[above] = plus(weight, total[above], total[node]);
    }
    const { names, name, parent } = this;
    return { names, name, parent, self, total };
  }

  private missing(): number {
    const text = "no stack recorded";
    return this.child(ROOT, this.nameId({ text, kind: "missing" }));
  }

  /** What was waited for or allocated is a node of its own. */
  private leaf(node: number, { operation, subject }: ProfileRow): number {
    const { texts } = this.embedded;
    const words = [operationOf(texts, operation), textOf(texts, subject)];
    const text = words.filter((word) => word !== null).join(" ");
    return operation === -1 && subject < 0
      ? node
      : this.child(node, this.nameId({ text, kind: "reason" }));
  }

  private nodeOf(stack: number): number {
    const { filter } = this;
    const isWanted =
      this.has(stack, filter.focus, this.isFocused, true) &&
      !this.has(stack, filter.ignore, this.isIgnored, false);
    return isWanted ? this.place(stack) : NOT_SHOWN;
  }

  /** Whether a method of a stack matches; `otherwise` without a pattern. */
  private has(
    stack: number,
    pattern: RegExp | null,
    known: Map<number, boolean>,
    otherwise: boolean,
  ): boolean {
    if (pattern === null) return otherwise;
    let answer = false;
    for (const node of this.path(stack, known)) {
      answer =
        known.get(this.parentOf(node)) === true ||
        pattern.test(this.method(node));
      known.set(node, answer);
    }
    return known.get(stack) ?? answer;
  }

  private place(stack: number): number {
    const { nodes, filter } = this;
    for (const node of this.path(stack, nodes)) {
      const method = this.method(node);
      let above = nodes.get(this.parentOf(node)) ?? NOT_SHOWN;
      const isStart = filter.showFrom === null || filter.showFrom.test(method);
      if (above === NOT_SHOWN && isStart) above = ROOT;
      const isHidden =
        above === NOT_SHOWN || (filter.hide?.test(method) ?? false);
      nodes.set(
        node,
        isHidden
          ? above
          : this.child(above, this.nameId({ text: method, kind: "frame" })),
      );
    }
    return nodes.get(stack) ?? NOT_SHOWN;
  }

  /** The stacks from the outermost that is not known yet to this one. */
  private path(stack: number, known: ReadonlyMap<number, unknown>): number[] {
    const path: number[] = [];
    for (let node = stack; node >= 0 && !known.has(node);)
      node = this.parentOf(path[path.push(node) - 1]);
    return path.reverse();
  }

  private parentOf(stack: number): number {
    return this.embedded.columns.stackParent[stack];
  }

  private method(stack: number): string {
    const { columns, texts } = this.embedded;
    return texts.frames[columns.stackFrame[stack]][0];
  }

  private nameId(name: ProfileName): number {
    const key = `${name.kind} ${name.text}`;
    let id = this.nameIds.get(key);
    if (id === undefined) {
      id = this.names.push(name) - 1;
      this.nameIds.set(key, id);
    }
    return id;
  }

  private child(parent: number, name: number): number {
    const known = this.children[parent].get(name);
    if (known !== undefined) return known;
    const node = this.add(parent, name);
    this.children[parent].set(name, node);
    return node;
  }

  private add(parent: number, name: number): number {
    this.parent.push(parent);
    this.name.push(name);
    this.children.push(new Map());
    return this.self.push(0) - 1;
  }
}

/** All names but the root, most of its own first; a recursive method counts once a stack. */
export function flatNames(
  tree: CallTree,
  weight: ProfileWeight,
  limit: number,
): FlatRow[] {
  const self = tree.names.map(() => 0);
  const total = tree.names.map(() => 0);
  for (let node = 1; node < tree.name.length; node++) {
    const name = tree.name[node];
    self[name] = plus(weight, self[name], tree.self[node]);
    if (!isBelowItself(tree, node))
      total[name] = plus(weight, total[name], tree.total[node]);
  }
  return tree.names
    .map((name, i) => ({ ...name, self: self[i], total: total[i] }))
    .filter((row) => row.kind !== "root" && row.total > 0)
    .sort(
      (a, b) =>
        b.self - a.self || b.total - a.total || compareTexts(a.text, b.text),
    )
    .slice(0, limit);
}

function isBelowItself({ name, parent }: CallTree, node: number): boolean {
  for (let above = parent[node]; above > ROOT; above = parent[above])
    if (name[above] === name[node]) return true;
  return false;
}
