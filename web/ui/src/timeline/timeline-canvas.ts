import type {
  EventDetails,
  EventTypeCount,
  Flow,
  Span,
  Tracks,
} from "../api/types";
import type { PaletteKey, Theme } from "../model/palette";
import { rulerOf } from "../model/ticks";
import type { CssPx, Nanos, ThreadId, TimeRange } from "../units";
import * as chrome from "./chrome";
import { NAME_WIDTH, RULER_HEIGHT, type NameCell, type Plot } from "./chrome";
import { readColours, type Colours } from "./colours";
import { shapeAt, shapesOf, type EventShape } from "./event-shapes";
import { EventStore } from "./event-store";
import { GROUP_COARSER_LEVELS, sampleOf } from "./group-raster";
import { LabelStore } from "./label-store";
import { drawMarks, type Marks } from "./marks";
import { levelFor, padded, tilesOf } from "./levels";
import { RowDrawer, type DrawnRow, type RowInWords } from "./row-drawer";
import { RowPainter } from "./row-painter";
import { RowPlaces, type RowPlace } from "./row-places";
import type { PlacedRow, RowLayout } from "./rows";
import { drawSelectedEvent, drawSelectedSpan } from "./selection-painter";
import { TextFit } from "./text-fit";
import { TileStore } from "./tile-store";

/** What is to be seen. Replaced as a whole; nothing in it changes in place. */
export interface Scene {
  readonly trace: TimeRange;
  readonly view: TimeRange;
  readonly layout: RowLayout;
  /** Rows that stay above all others, whatever is scrolled to. */
  readonly pinned: RowLayout;
  readonly tracks: Tracks | null;
  readonly window: TimeRange | null;
  readonly span: Span | null;
  readonly flows: readonly Flow[];
  readonly event: EventDetails | null;
  readonly eventTypes: readonly EventTypeCount[];
  readonly focus: ThreadId | null;
  /** Rows are carriers: what runs on them has a name and a colour of its own. */
  readonly isByCarrier: boolean;
  readonly showsBands: boolean;
  readonly highlight: readonly PaletteKey[];
  readonly marks: Marks;
  readonly theme: Theme;
}

export interface CanvasListener {
  readonly onDrawn: (rows: readonly RowInWords[], isComplete: boolean) => void;
  readonly onError: (message: string | null) => void;
}

const PLOT_MIN_WIDTH: CssPx = 50;
const GRID_TICK_WIDTH: CssPx = 96;
const AHEAD_SHARE = 0.5;

/** The canvas of the timeline: draws a scene when something in it changes, and fetches what is missing to draw it. */
export class TimelineCanvas {
  readonly tiles: TileStore;
  private readonly events: EventStore;
  private readonly labels: LabelStore;
  private readonly context: CanvasRenderingContext2D;
  private readonly painter: RowPainter;
  private readonly fit: TextFit;
  private readonly boldFit: TextFit;
  private readonly labelFit: TextFit;
  private colours: Colours | null = null;
  private scene: Scene | null = null;
  private frame = 0;
  private width: CssPx = 0;
  private height: CssPx = 0;
  private scrollTop: CssPx = 0;
  private pointerNanos: Nanos | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly listener: CanvasListener,
  ) {
    const context = canvas.getContext("2d", { alpha: false });
    if (context === null)
      throw new Error("This browser has no canvas to draw on.");
    this.context = context;
    const redraw = () => this.invalidate();
    this.tiles = new TileStore(redraw, listener.onError);
    this.events = new EventStore(redraw, listener.onError);
    this.labels = new LabelStore(redraw);
    this.fit = new TextFit((text) => this.measure(text, "12px"));
    this.boldFit = new TextFit((text) => this.measure(text, "600 12px"));
    this.labelFit = new TextFit((text) => this.measure(text, "11px"));
    this.painter = new RowPainter(
      context,
      this.tiles.cache,
      this.labels,
      this.labelFit,
    );
  }

  show(scene: Scene): void {
    if (
      scene.theme !== this.scene?.theme ||
      scene.highlight !== this.scene.highlight
    )
      this.colours = null;
    this.scene = scene;
    this.invalidate();
  }

  /** Draws again from a newer trace. */
  outdate(): void {
    this.tiles.outdate();
    this.labels.outdate();
    this.invalidate();
  }

  resize(width: CssPx, height: CssPx): void {
    const ratio = window.devicePixelRatio;
    this.width = width;
    this.height = height;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.draw();
  }

  scrollTo(scrollTop: CssPx): void {
    this.scrollTop = scrollTop;
    this.invalidate();
  }

  pointAt(nanos: Nanos | null): void {
    if (nanos === this.pointerNanos) return;
    this.pointerNanos = nanos;
    this.invalidate();
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.tiles.stop();
    this.events.stop();
    this.labels.stop();
  }

  get plotWidth(): CssPx {
    return Math.max(PLOT_MIN_WIDTH, this.width - NAME_WIDTH);
  }

  /** Where rows are now; null before there is a scene. */
  get places(): RowPlaces | null {
    return (
      this.scene &&
      new RowPlaces(
        this.scene.pinned,
        this.scene.layout,
        this.scrollTop,
        this.height,
      )
    );
  }

  /** The row under a point of the canvas. */
  rowAt(y: CssPx): PlacedRow | null {
    return this.places?.at(y)?.placed ?? null;
  }

  /** The event of the program under a point of the canvas. */
  eventAt(x: CssPx, y: CssPx): EventShape | null {
    const place = this.places?.at(y);
    if (this.scene === null || place?.placed.row.kind !== "events") return null;
    const events = this.events.find(place.placed.row.thread);
    if (events === null) return null;
    return shapeAt(
      shapesOf(events, this.scene.view, this.plotWidth),
      x - NAME_WIDTH,
      y - place.top,
    );
  }

  invalidate(): void {
    if (this.frame === 0)
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.draw();
      });
  }

  private draw(): void {
    const { scene, context } = this;
    if (scene === null || this.width < NAME_WIDTH) return;
    const ratio = window.devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = "middle";
    this.colours ??= readColours(scene.theme, context, scene.highlight);
    const colours = this.colours;
    const plot: Plot = {
      left: NAME_WIDTH,
      width: this.plotWidth,
      height: this.height,
      view: scene.view,
    };
    const ruler = rulerOf(
      scene.view,
      plot.width / GRID_TICK_WIDTH,
      scene.marks.origin,
    );
    this.labels.startFrame();

    context.fillStyle = colours.background;
    context.fillRect(0, 0, this.width, this.height);
    chrome.drawGrid(context, plot, ruler, colours);
    const level = levelFor(scene.view, plot.width * ratio);
    this.painter.isByCarrier = scene.isByCarrier;
    const drawer = new RowDrawer(
      context,
      this.painter,
      colours,
      this.fit,
      plot,
      level,
      scene,
      this.events,
      this.labelFit,
    );
    const places = new RowPlaces(
      scene.pinned,
      scene.layout,
      this.scrollTop,
      this.height,
    );
    const scrolled = places.visibleScrolled();
    const drawn = this.drawRows(scrolled, drawer, plot, colours);
    const pinned = places.visiblePinned();
    const above = this.drawPinned(pinned, places, drawer, plot, colours);
    if (scene.showsBands && scene.tracks !== null)
      chrome.drawBands(context, plot, scene.tracks.gcPauses, colours);
    const { span, flows, event } = scene;
    if (span !== null)
      drawSelectedSpan(context, plot, places, span, flows, colours);
    if (event !== null)
      drawSelectedEvent(context, plot, places, event, colours);
    if (this.pointerNanos !== null)
      chrome.drawPointer(context, plot, this.pointerNanos, colours);
    chrome.drawRuler(context, plot, ruler, colours);
    if (scene.window !== null)
      chrome.drawRange(context, plot, scene.window, colours);
    drawMarks(context, plot, scene.marks, this.pointerNanos, colours);
    const rows = [...pinned, ...scrolled].map(({ placed }) => placed);
    const isComplete = this.fetch(rows, scene, level);
    this.listener.onDrawn(
      [...above, ...drawn].flatMap(({ inWords }) =>
        inWords === null ? [] : [inWords],
      ),
      isComplete,
    );
  }

  private drawRows(
    rows: readonly RowPlace[],
    drawer: RowDrawer,
    plot: Plot,
    colours: Colours,
  ): readonly DrawnRow[] {
    const drawn = rows.map(({ placed, top }) => drawer.draw(placed, top));
    this.drawNames(drawn, plot, colours);
    return drawn;
  }

  /** Over the scrolled rows, which begin below: nothing of them shows through. */
  private drawPinned(
    rows: readonly RowPlace[],
    places: RowPlaces,
    drawer: RowDrawer,
    plot: Plot,
    colours: Colours,
  ): readonly DrawnRow[] {
    if (rows.length === 0) return [];
    const { context } = this;
    const { pinnedHeight } = places;
    context.save();
    context.beginPath();
    context.rect(0, RULER_HEIGHT, this.width, pinnedHeight);
    context.clip();
    context.fillStyle = colours.background;
    context.fillRect(0, RULER_HEIGHT, this.width, pinnedHeight);
    const drawn = this.drawRows(rows, drawer, plot, colours);
    context.restore();
    context.fillStyle = colours.lineStrong;
    context.fillRect(0, RULER_HEIGHT + pinnedHeight - 1, this.width, 2);
    return drawn;
  }

  private drawNames(
    rows: readonly { readonly cell: NameCell }[],
    plot: Plot,
    colours: Colours,
  ): void {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(0, RULER_HEIGHT, NAME_WIDTH, plot.height);
    context.clip();
    context.fillStyle = colours.background;
    context.fillRect(0, RULER_HEIGHT, NAME_WIDTH, plot.height);
    context.fillStyle = colours.line;
    context.fillRect(NAME_WIDTH - 1, RULER_HEIGHT, 1, plot.height);
    for (const { cell } of rows)
      chrome.drawName(context, cell, colours, this.fit, this.boldFit);
    context.restore();
  }

  /** Asks for the tiles of visible threads first; only when they are all there, for those of the groups' strips. */
  private fetch(
    rows: readonly PlacedRow[],
    scene: Scene,
    level: number,
  ): boolean {
    const ahead = padded(scene.view, scene.trace, AHEAD_SHARE);
    const threads = rows.flatMap(({ row }) =>
      row.kind === "thread" ? [row.thread] : [],
    );
    const hasThreads = this.tiles.want(
      threads,
      tilesOf(scene.view, level),
      tilesOf(ahead, level),
    );
    if (!hasThreads) return false;
    const withEvents = rows.flatMap(({ row }) =>
      row.kind === "events" ? [row.thread] : [],
    );
    const eventLevel = levelFor(scene.view, this.plotWidth);
    if (!this.events.want(withEvents, eventLevel, scene.view, ahead))
      return false;
    const coarse = level + GROUP_COARSER_LEVELS;
    const sampled = rows.flatMap(({ row }) =>
      row.kind === "head" ? [...sampleOf(row.group)] : [],
    );
    return this.tiles.want(
      sampled,
      tilesOf(scene.view, coarse),
      tilesOf(scene.view, coarse),
    );
  }

  private measure(text: string, font: string): CssPx {
    const { context } = this;
    const before = context.font;
    context.font = `${font} ${this.colours?.fontUi ?? "sans-serif"}`;
    const { width } = context.measureText(text);
    context.font = before;
    return width;
  }
}
