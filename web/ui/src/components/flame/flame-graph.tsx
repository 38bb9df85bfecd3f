import { useMemo, useState } from "preact/hooks";
import type { Profile } from "../../api/profile";
import type { CssPx } from "../../units";
import { CopyText } from "../copy-text";
import { FlameCanvas } from "./flame-canvas";
import { FlameTable } from "./flame-table";
import { profileWords } from "./profile-words";
import { flameTree, foldedStacks, pathTo, ROOT, type FlameTree } from "./tree";
import { useFlame } from "./use-flame";
import type { FlameWords } from "./words";

interface GraphProps {
  /** What the graph is of, for those who do not see it. */
  readonly label: string;
  /** More rows scroll. */
  readonly maxHeight?: CssPx;
  /** Without the search field and the line of callers, for small places. */
  readonly isCompact?: boolean;
}

interface FlameGraphProps extends GraphProps {
  readonly profile: Profile;
}

interface FlameOfProps extends GraphProps {
  readonly tree: FlameTree;
  readonly words: FlameWords;
}

const MAX_HEIGHT: CssPx = 560;

/** The call tree of a profile. */
export function FlameGraph({ profile, ...props }: FlameGraphProps) {
  const tree = useMemo(() => flameTree(profile), [profile]);
  const words = useMemo(() => profileWords(profile, tree), [profile]);
  return <FlameOf tree={tree} words={words} {...props} />;
}

/** A call tree as an icicle: the root on top, widths by weight. The same data is a table at the press of a button. */
export function FlameOf({
  tree,
  words,
  label,
  maxHeight = MAX_HEIGHT,
  isCompact = false,
}: FlameOfProps) {
  const [search, setSearch] = useState("");
  const [isTable, setIsTable] = useState(false);
  const flame = useFlame(tree, words.isSummed, search);
  const { zoomed, matches } = flame;
  return (
    <div class={isCompact ? "flame flame-compact" : "flame"}>
      <div class="flame-bar">
        <input
          class="filter"
          type="search"
          placeholder="Highlight frames…"
          aria-label={`Highlight frames of ${label}`}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        {matches !== null && (
          <span class="muted" role="status">
            {matches.nodes.size === 0
              ? "no match"
              : words.matched(matches.total)}
          </span>
        )}
        <span class="flame-actions">
          {zoomed !== ROOT && (
            <button
              type="button"
              class="button"
              onClick={() => flame.zoomTo(ROOT)}
            >
              Show all
            </button>
          )}
          <CopyText
            label="Copy folded stacks"
            text={() => foldedStacks(tree, zoomed, words.folded)}
          />
          <button
            type="button"
            class="button"
            aria-pressed={isTable}
            onClick={() => setIsTable(!isTable)}
          >
            As table
          </button>
        </span>
      </div>
      {zoomed !== ROOT && !isCompact && (
        <p class="flame-path mono" aria-label="Zoomed to">
          {pathTo(tree, zoomed).map((node) => (
            <button
              key={node}
              type="button"
              onClick={() => flame.zoomTo(node)}
              aria-current={node === zoomed ? "true" : undefined}
            >
              {tree.texts[node]}
            </button>
          ))}
        </p>
      )}
      {isTable ? (
        <FlameTable flame={flame} words={words} label={label} />
      ) : (
        <FlameCanvas
          flame={flame}
          words={words}
          label={label}
          maxHeight={maxHeight}
        />
      )}
    </div>
  );
}
