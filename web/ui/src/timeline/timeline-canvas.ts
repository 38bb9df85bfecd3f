import { levelFor, padded, tilesOf } from "./levels";
import type { EventsOfThread } from "../api/timeline";
import type { CssPx, Nanos } from "../units";
import { NAME_WIDTH } from "./chrome";
import { readColours, type Colours } from "./colours";
import { shapeAt, shapesOf, type EventShape } from "./event-shapes";
import {
  fetchEvents,
  fetchRegions,
  fetchSamples,
  type RegionsOfThread,
  type SamplesOfThread,
} from "./fetch-windows";
import { Frame } from "./frame";
import { GROUP_COARSER_LEVELS, isSummed, sampleOf } from "./group-raster";
import { GroupStore } from "./group-store";
import { LabelStore } from "./label-store";
import type { Pen } from "./pen";
import type { RowInWords } from "./row-drawer";
import { RowPlaces } from "./row-places";
import type { PlacedRow } from "./rows";
import { regionAt, regionShapes, type RegionShape } from "./region-shapes";
import { sampleAt, sampleShapes, type SampleShape } from "./sample-shapes";
import type { Scene } from "./scene";
import { Staging } from "./staging";
import { SvgPen } from "./svg-pen";
import { TextFit } from "./text-fit";
import { TileStore } from "./tile-store";
import { WindowStore } from "./window-store";

export interface CanvasListener {
  readonly onDrawn: (rows: readonly RowInWords[], isComplete: boolean) => void;
  readonly onError: (message: string | null) => void;
}

const PLOT_MIN_WIDTH: CssPx = 50;
const AHEAD_SHARE = 0.5;

/** The canvas of the timeline: draws a scene when something in it changes, and fetches what is missing to draw it. */
export class TimelineCanvas {
  readonly tiles: TileStore;
  private readonly events: WindowStore<EventsOfThread>;
  private readonly samples: WindowStore<SamplesOfThread>;
  private readonly regions: WindowStore<RegionsOfThread>;
  private readonly groups: GroupStore;
  private readonly labels: LabelStore;
  private readonly context: CanvasRenderingContext2D;
  private readonly staging = new Staging();
  private readonly fit: TextFit;
  private readonly boldFit: TextFit;
  private readonly labelFit: TextFit;
  private colours: Colours | null = null;
  private scene: Scene | null = null;
  private scheduled = 0;
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
    this.events = new WindowStore(fetchEvents, redraw, listener.onError);
    this.samples = new WindowStore(fetchSamples, redraw, listener.onError);
    this.regions = new WindowStore(fetchRegions, redraw, listener.onError);
    this.groups = new GroupStore(redraw, listener.onError);
    this.labels = new LabelStore(redraw);
    this.fit = new TextFit((text) => this.measure(text, "12px"));
    this.boldFit = new TextFit((text) => this.measure(text, "600 12px"));
    this.labelFit = new TextFit((text) => this.measure(text, "11px"));
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
    this.events.outdate();
    this.samples.outdate();
    this.regions.outdate();
    this.groups.outdate();
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
    cancelAnimationFrame(this.scheduled);
    this.tiles.stop();
    this.events.stop();
    this.samples.stop();
    this.regions.stop();
    this.groups.stop();
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

  /** The sampled frame under a point of the canvas. */
  sampleAt(x: CssPx, y: CssPx): SampleShape | null {
    const place = this.places?.at(y);
    if (this.scene === null || place?.placed.row.kind !== "samples")
      return null;
    const window = this.samples.find(place.placed.row.thread);
    if (window === null) return null;
    const { shapes } = sampleShapes(
      window.samples,
      this.scene.view,
      this.plotWidth,
    );
    return sampleAt(shapes, x - NAME_WIDTH, y - place.top);
  }

  /** The region under a point of the canvas. */
  regionAt(x: CssPx, y: CssPx): RegionShape | null {
    const place = this.places?.at(y);
    if (this.scene === null || place?.placed.row.kind !== "regions")
      return null;
    const window = this.regions.find(place.placed.row.thread);
    return regionAt(
      regionShapes(window?.regions ?? [], this.scene.view, this.plotWidth),
      x - NAME_WIDTH,
      y - place.top,
    );
  }

  invalidate(): void {
    if (this.scheduled === 0)
      this.scheduled = requestAnimationFrame(() => {
        this.scheduled = 0;
        this.draw();
      });
  }

  private draw(): void {
    const { scene, context } = this;
    const places = this.places;
    if (scene === null || places === null || this.width < NAME_WIDTH) return;
    const ratio = window.devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.labels.startFrame();
    const { words, rows } = this.frame(context, scene, places).paint();
    const level = levelFor(scene.view, this.plotWidth * ratio);
    const hasTiles = this.fetch(rows, scene, level);
    this.listener.onDrawn(
      words,
      hasTiles && scene.isAnswered && !this.labels.isAsking,
    );
  }

  private frame(pen: Pen, scene: Scene, places: RowPlaces): Frame {
    this.colours ??= readColours(scene.theme, this.context, scene.highlight);
    return new Frame(
      pen,
      {
        staging: this.staging,
        cache: this.tiles.cache,
        events: this.events,
        samples: this.samples,
        regions: this.regions,
        groups: this.groups,
        labels: this.labels,
      },
      { name: this.fit, head: this.boldFit, label: this.labelFit },
      scene,
      places,
      { width: this.width, height: this.height, plotWidth: this.plotWidth },
      this.colours,
      this.pointerNanos,
    );
  }

  /** What is to be seen now as an SVG document; null before there is anything. */
  toSvg(): string | null {
    const { scene, places } = this;
    if (scene === null || places === null) return null;
    const pen = new SvgPen(this.width, this.height, this.context);
    this.frame(pen, scene, places).paint();
    return pen.document();
  }

  /** What is to be seen now as a PNG image. */
  toPng(): Promise<Blob> {
    return new Promise((resolve, reject) =>
      this.canvas.toBlob((blob) =>
        blob === null
          ? reject(new Error("The browser could not make an image."))
          : resolve(blob),
      ),
    );
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
    const fineLevel = levelFor(scene.view, this.plotWidth);
    for (const kind of ["events", "regions", "samples"] as const) {
      const of = rows.flatMap(({ row }) =>
        row.kind === kind ? [row.thread] : [],
      );
      if (!this[kind].want(of, fineLevel, scene.view, ahead)) return false;
    }
    return this.fetchGroups(rows, scene, level + GROUP_COARSER_LEVELS);
  }

  /** What the strips of heads are drawn from: sums of large groups, tiles of the members of others. */
  private fetchGroups(
    rows: readonly PlacedRow[],
    scene: Scene,
    level: number,
  ): boolean {
    const groups = rows.flatMap(({ row }) =>
      row.kind === "head" ? [row.group] : [],
    );
    const by = scene.groupSums;
    const summed = by === null ? [] : groups.filter(isSummed);
    const tiles = tilesOf(scene.view, level);
    const keys = summed.map(({ key }) => key);
    if (by !== null && !this.groups.want(by, keys, tiles)) return false;
    const members = groups
      .filter((group) => !summed.includes(group))
      .flatMap((group) => [...sampleOf(group)]);
    return this.tiles.want(members, tiles, tiles);
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
