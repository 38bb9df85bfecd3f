import { useEffect, useId, useRef, useState } from "preact/hooks";
import { theme } from "../../model/theme";
import type { CssPx } from "../../units";
import { useCanvas } from "../use-canvas";
import { boxAt } from "./layout";
import { paintFlame, ROW } from "./painter";
import type { NodeIndex } from "./tree";
import type { Flame } from "./use-flame";

interface FlameCanvasProps {
  readonly flame: Flame;
  readonly label: string;
  readonly maxHeight: CssPx;
  /** Opens what can be done with a box, at a place of the window; without it the browser's own menu opens. */
  readonly onMenu?: (node: NodeIndex, x: CssPx, y: CssPx) => void;
}

interface Hover {
  readonly node: NodeIndex;
  readonly x: CssPx;
  readonly y: CssPx;
  readonly frameWidth: CssPx;
}

/** The drawn graph. The pointer and the keys do the same; the focused box is read out. */
export function FlameCanvas(props: FlameCanvasProps) {
  const { flame, label, maxHeight, onMenu } = props;
  const { tree, layout, words, zoomed, focused, matches } = flame;
  const [hover, setHover] = useState<Hover | null>(null);
  const [scrollTop, setScrollTop] = useState<CssPx>(0);
  const [hasFocus, setHasFocus] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const help = useId();
  const fullHeight = layout.rows.length * ROW;
  const { frame, canvas } = useCanvas(
    (context, size) =>
      paintFlame(context, size, {
        tree,
        layout,
        words,
        theme: theme.value,
        focused: hasFocus ? focused : null,
        hovered: hover?.node ?? null,
        zoomed,
        matches: matches?.nodes ?? null,
        scrollTop,
      }),
    [layout, hover?.node, focused, hasFocus, matches, scrollTop, theme.value],
  );
  useEffect(() => {
    setHover(null);
    keepInSight(scroller.current, tree.depths[focused] * ROW);
  }, [focused, tree]);

  const nodeUnder = (event: MouseEvent): NodeIndex | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const y = event.clientY - box.top + scrollTop;
    const share = (event.clientX - box.left) / box.width;
    return boxAt(layout, Math.floor(y / ROW), share)?.node ?? null;
  };
  const onMove = (event: MouseEvent) => {
    const node = nodeUnder(event);
    const box = frame.current?.getBoundingClientRect();
    if (node === null || box === undefined) {
      setHover(null);
      return;
    }
    setHover({
      node,
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      frameWidth: box.width,
    });
  };
  const onClick = (event: MouseEvent) => {
    const node = nodeUnder(event);
    if (node !== null) flame.zoomTo(node);
  };
  const onContextMenu = (event: MouseEvent) => {
    const node = nodeUnder(event);
    if (onMenu === undefined || node === null) return;
    event.preventDefault();
    setHover(null);
    flame.focus(node);
    onMenu(node, event.clientX, event.clientY);
  };
  const openMenu = () => {
    const box = layout.boxes.find(({ node }) => node === focused);
    const sight = frame.current?.getBoundingClientRect();
    if (box === undefined || sight === undefined) return;
    const x = sight.left + (box.left + box.width / 4) * sight.width;
    onMenu?.(focused, x, sight.top + (box.depth + 1) * ROW - scrollTop);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isMenu =
      event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    if (isMenu && onMenu !== undefined) {
      event.preventDefault();
      openMenu();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!flame.press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="flame-frame" onMouseLeave={() => setHover(null)}>
      <div
        ref={scroller}
        class="flame-scroll"
        data-testid="flame"
        data-zoomed={tree.texts[zoomed]}
        style={{ height: `${Math.min(fullHeight, maxHeight)}px` }}
        role="application"
        aria-roledescription="flame graph"
        aria-label={label}
        aria-describedby={help}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <div ref={frame} class="flame-sight">
          <canvas
            ref={canvas}
            aria-hidden="true"
            onMouseMove={onMove}
            onClick={onClick}
            onContextMenu={onContextMenu}
          />
        </div>
        <div
          class="flame-spacer"
          style={{ height: `${Math.max(0, fullHeight - maxHeight)}px` }}
        />
      </div>
      <p id={help} class="off-screen">
        Arrow keys move between callers and callees, Enter zooms, Escape zooms
        out, Home shows all.{" "}
        {onMenu !== undefined && "The menu key refines by a frame. "}
        The button As table shows the same as a table.
      </p>
      <p class="off-screen" aria-live="polite" data-testid="flame-focus">
        {hasFocus ? describe(flame, focused) : ""}
      </p>
      {hover !== null && <FlameTooltip hover={hover} flame={flame} />}
    </div>
  );
}

function keepInSight(element: HTMLElement | null, top: CssPx): void {
  if (element === null) return;
  if (top < element.scrollTop) element.scrollTop = top;
  const bottom = top + ROW - element.clientHeight;
  if (bottom > element.scrollTop) element.scrollTop = bottom;
}

function describe({ tree, words }: Flame, node: NodeIndex): string {
  const facts = words.facts(node).join(", ");
  return `${tree.texts[node]}, ${facts}, depth ${tree.depths[node]}`;
}

interface FlameTooltipProps {
  readonly hover: Hover;
  readonly flame: Flame;
}

function FlameTooltip({ hover, flame }: FlameTooltipProps) {
  const { tree, words } = flame;
  const { node } = hover;
  const isRight = hover.x > hover.frameWidth / 2;
  const side = isRight
    ? { right: `${hover.frameWidth - hover.x + 14}px` }
    : { left: `${hover.x + 14}px` };
  return (
    <div
      class="flame-tooltip"
      role="presentation"
      data-testid="flame-tooltip"
      style={{ top: `${hover.y + 16}px`, ...side }}
    >
      <strong class="mono">{tree.texts[node]}</strong>
      <span>{words.facts(node).join(" · ")}</span>
      <span class="muted">{hint(flame, node)}</span>
    </div>
  );
}

function hint(flame: Flame, node: NodeIndex): string {
  switch (flame.tree.kinds[node]) {
    case "missing":
      return "The recording holds no stack of these.";
    case "smaller":
      return "Too small to be told one by one.";
    default:
      return flame.hint(node);
  }
}
