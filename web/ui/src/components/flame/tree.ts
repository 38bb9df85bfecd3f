import type { NameKind, Profile } from "../../api/profile";

/** An index of the columns of a tree. */
export type NodeIndex = number;

/** A call tree that can be walked in both directions. Children are sorted, largest first, what is merged last. */
export interface FlameTree {
  readonly texts: readonly string[];
  readonly kinds: readonly NameKind[];
  readonly parents: readonly NodeIndex[];
  readonly selves: readonly number[];
  readonly totals: readonly number[];
  readonly children: readonly (readonly NodeIndex[])[];
  readonly depths: readonly number[];
}

export const ROOT: NodeIndex = 0;

export function flameTree(
  profile: Pick<Profile, "names" | "nodes">,
): FlameTree {
  const { names, nodes } = profile;
  const kinds = nodes.name.map((name) => names[name].kind);
  const children: NodeIndex[][] = nodes.parent.map(() => []);
  const depths: number[] = [];
  nodes.parent.forEach((parent, node) => {
    depths.push(parent < 0 ? 0 : depths[parent] + 1);
    if (parent >= 0) children[parent].push(node);
  });
  const rank = (node: NodeIndex) => (kinds[node] === "smaller" ? 1 : 0);
  for (const siblings of children)
    siblings.sort(
      (a, b) => rank(a) - rank(b) || nodes.total[b] - nodes.total[a] || a - b,
    );
  return {
    texts: nodes.name.map((name) => names[name].text),
    kinds,
    parents: nodes.parent,
    selves: nodes.self,
    totals: nodes.total,
    children,
    depths,
  };
}

/** The node and all above it, from the root on. */
export function pathTo(tree: FlameTree, node: NodeIndex): NodeIndex[] {
  const path: NodeIndex[] = [];
  for (let at = node; at >= 0; at = tree.parents[at]) path.unshift(at);
  return path;
}

/** The nodes below and including one, callers before callees, as they are drawn. */
export function below(tree: FlameTree, node: NodeIndex): NodeIndex[] {
  const found: NodeIndex[] = [];
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    found.push(at);
    for (let i = tree.children[at].length - 1; i >= 0; i--)
      open.push(tree.children[at][i]);
  }
  return found;
}

/** Stacks as lines of `caller;callee value`, which flame graph tools read. Names keep to their field. */
export function foldedStacks(
  tree: FlameTree,
  node: NodeIndex,
  valueOf: (node: NodeIndex) => string | null,
): string {
  const prefix = pathTo(tree, node).slice(1, -1);
  const lines: string[] = [];
  const walk = (at: NodeIndex, above: readonly string[]) => {
    const here = at === ROOT ? above : [...above, foldedName(tree.texts[at])];
    const value = valueOf(at);
    if (value !== null) lines.push(`${here.join(";") || "all"} ${value}`);
    for (const child of tree.children[at]) walk(child, here);
  };
  walk(
    node,
    prefix.map((at) => foldedName(tree.texts[at])),
  );
  return lines.map((line) => `${line}\n`).join("");
}

function foldedName(text: string): string {
  return text.replace(/[;\r\n]/g, ":");
}

/** A test for names: a regular expression, or where it is none the plain text; null for no text. */
export function nameTest(text: string): ((name: string) => boolean) | null {
  if (text === "") return null;
  try {
    const pattern = new RegExp(text, "i");
    return (name) => pattern.test(name);
  } catch {
    const plain = text.toLowerCase(); // such as an open bracket: half typed
    return (name) => name.toLowerCase().includes(plain);
  }
}

export interface Matches {
  readonly nodes: ReadonlySet<NodeIndex>;
  /** What the matching nodes hold together, none counted twice. */
  readonly total: number;
}

/** The nodes below `top` whose names match. */
export function matching(
  tree: FlameTree,
  top: NodeIndex,
  test: (name: string) => boolean,
  isSummed: boolean,
): Matches {
  const nodes = new Set<NodeIndex>();
  let total = 0;
  const walk = (node: NodeIndex, isInside: boolean) => {
    const isMatch = tree.kinds[node] !== "root" && test(tree.texts[node]);
    if (isMatch) {
      nodes.add(node);
      const its = tree.totals[node];
      if (!isInside) total = isSummed ? total + its : Math.max(total, its);
    }
    for (const child of tree.children[node]) walk(child, isInside || isMatch);
  };
  walk(top, false);
  return { nodes, total };
}
