import { useMemo, useState } from "preact/hooks";
import type { Profile } from "../../api/profile";
import type { CssPx } from "../../units";
import { CopyText } from "../copy-text";
import { FlameCanvas } from "./flame-canvas";
import { FlameTable } from "./flame-table";
import { profileWords } from "./profile-words";
import {
  flameTree,
  foldedStacks,
  pathTo,
  ROOT,
  type FlameTree,
  type NodeIndex,
} from "./tree";
import { useFlame, type Flame } from "./use-flame";
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
  const flame = useFlame(tree, words, search);
  return (
    <FlameFrame
      flame={flame}
      search={search}
      onSearch={setSearch}
      label={label}
      maxHeight={maxHeight}
      isCompact={isCompact}
    />
  );
}

interface FlameFrameProps {
  readonly flame: Flame;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly label: string;
  readonly maxHeight: CssPx;
  readonly isCompact?: boolean;
  readonly onMenu?: (node: NodeIndex, x: CssPx, y: CssPx) => void;
}

/** A flame graph with all that belongs around it. */
export function FlameFrame(props: FlameFrameProps) {
  const { flame, search, onSearch, label, maxHeight, isCompact } = props;
  const [isTable, setIsTable] = useState(false);
  const { tree, words, zoomed } = flame;
  return (
    <div class={isCompact === true ? "flame flame-compact" : "flame"}>
      <div class="flame-bar">
        <input
          class="filter"
          type="search"
          placeholder="Highlight frames…"
          aria-label={`Highlight frames of ${label}`}
          value={search}
          onInput={(event) => onSearch(event.currentTarget.value)}
        />
        <MatchCount flame={flame} />
        <span class="flame-actions">
          {flame.showAll !== null && (
            <button type="button" class="button" onClick={flame.showAll}>
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
      {zoomed !== ROOT && isCompact !== true && <ZoomPath flame={flame} />}
      {isTable ? (
        <FlameTable flame={flame} label={label} />
      ) : (
        <FlameCanvas
          flame={flame}
          label={label}
          maxHeight={maxHeight}
          onMenu={props.onMenu}
        />
      )}
    </div>
  );
}

function MatchCount({ flame }: { readonly flame: Flame }) {
  const { words, matches } = flame;
  if (matches === null) return null;
  return (
    <span class="muted" role="status">
      {matches.nodes.size === 0 ? "no match" : words.matched(matches.total)}
    </span>
  );
}

/** The callers of what is zoomed to, each a way back. */
function ZoomPath({ flame }: { readonly flame: Flame }) {
  const { tree, zoomed } = flame;
  return (
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
  );
}
