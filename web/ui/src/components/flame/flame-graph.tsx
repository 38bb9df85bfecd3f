import { useState } from "preact/hooks";
import type { Profile } from "../../api/profile";
import { formatShare } from "../../format/number";
import type { CssPx } from "../../units";
import { CopyText } from "../copy-text";
import { formatAmount } from "./amounts";
import { FlameCanvas } from "./flame-canvas";
import { FlameTable } from "./flame-table";
import { foldedStacks, pathTo, ROOT } from "./tree";
import { useFlame } from "./use-flame";

export interface FlameGraphProps {
  readonly profile: Profile;
  /** What the graph is of, for those who do not see it. */
  readonly label: string;
  /** More rows scroll. */
  readonly maxHeight?: CssPx;
  /** Without the search field and the line of callers, for small places. */
  readonly isCompact?: boolean;
}

const MAX_HEIGHT: CssPx = 560;

/** A call tree as an icicle: the root on top, widths by weight. The same data is a table at the press of a button. */
export function FlameGraph({
  profile,
  label,
  maxHeight = MAX_HEIGHT,
  isCompact = false,
}: FlameGraphProps) {
  const [search, setSearch] = useState("");
  const [isTable, setIsTable] = useState(false);
  const flame = useFlame(profile, search);
  const { tree, zoomed, matches } = flame;
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
              : `${formatAmount(matches.total, profile.unit)}, ${formatShare(matches.total / Math.max(1, tree.totals[ROOT]))}`}
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
            text={() => foldedStacks(tree, zoomed)}
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
        <FlameTable flame={flame} profile={profile} label={label} />
      ) : (
        <FlameCanvas
          flame={flame}
          profile={profile}
          label={label}
          maxHeight={maxHeight}
        />
      )}
    </div>
  );
}
