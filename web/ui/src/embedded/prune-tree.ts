import type { ProfileName, ProfileNodes, ProfileWeight } from "../api/profile";
import { compareTexts, plus, type CallTree } from "./call-tree";

/** A tree without its small nodes. */
export interface PrunedTree {
  readonly names: readonly ProfileName[];
  readonly nodes: ProfileNodes;
  /** What merged nodes have less than; null where none are. */
  readonly smallerThan: number | null;
}

/** Sorts siblings, largest first, and merges those under a share of the total, and larger ones until few enough are left. */
export function pruneTree(
  tree: CallTree,
  weight: ProfileWeight,
  leastShare: number,
  mostNodes: number,
): PrunedTree {
  const all = tree.total[0];
  let least = Math.ceil(all * leastShare);
  const kept = () => tree.total.filter((total) => total >= least).length;
  while (least < all && kept() > mostNodes) least = Math.max(1, least * 2);
  return new Pruning(tree, weight, least).run();
}

class Pruning {
  private readonly children: number[][];
  private readonly names: ProfileName[] = [];
  private readonly nameIds = new Map<string, number>();
  private readonly nodes = {
    name: [] as number[],
    parent: [] as number[],
    self: [] as number[],
    total: [] as number[],
  };
  private isMerged = false;

  constructor(
    private readonly tree: CallTree,
    private readonly weight: ProfileWeight,
    private readonly least: number,
  ) {
    this.children = tree.parent.map(() => []);
    for (let node = 1; node < tree.parent.length; node++)
      this.children[tree.parent[node]].push(node);
  }

  run(): PrunedTree {
    const { tree } = this;
    const open: [node: number, parent: number][] = [[0, -1]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [node, parent] = next;
      const name = tree.names[tree.name[node]];
      const place = this.add(parent, name, tree.self[node], tree.total[node]);
      const kept = this.children[node].filter((child) => this.isKept(child));
      this.merge(node, place, kept);
      kept.sort(
        (a, b) =>
          tree.total[a] - tree.total[b] ||
          compareTexts(this.textOf(b), this.textOf(a)),
      );
      for (const child of kept) open.push([child, place]);
    }
    const { names, nodes, least } = this;
    return { names, nodes, smallerThan: this.isMerged ? least : null };
  }

  private textOf(node: number): string {
    const { names, name } = this.tree;
    return names[name[node]].text;
  }

  private isKept(node: number): boolean {
    const { total, names, name } = this.tree;
    return total[node] >= this.least || names[name[node]].kind === "missing";
  }

  private merge(node: number, place: number, kept: readonly number[]): void {
    const count = this.children[node].length - kept.length;
    let total = 0;
    for (const child of this.children[node])
      if (!this.isKept(child))
        total = plus(this.weight, total, this.tree.total[child]);
    if (total === 0) return;
    this.isMerged = true;
    const name: ProfileName = { text: `${count} smaller`, kind: "smaller" };
    this.add(place, name, total, total);
  }

  private add(
    parent: number,
    name: ProfileName,
    self: number,
    total: number,
  ): number {
    const key = `${name.kind} ${name.text}`;
    const id = this.nameIds.get(key) ?? this.names.push(name) - 1;
    this.nameIds.set(key, id);
    this.nodes.name.push(id);
    this.nodes.parent.push(parent);
    this.nodes.self.push(self);
    return this.nodes.total.push(total) - 1;
  }
}
