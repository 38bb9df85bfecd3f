import type { EventsOfThread } from "../api/timeline";
import { rulerOf } from "../model/ticks";
import type { CssPx, Nanos } from "../units";
import * as chrome from "./chrome";
import { NAME_WIDTH, RULER_HEIGHT, type NameCell, type Plot } from "./chrome";
import type { Colours } from "./colours";
import type { SamplesOfThread } from "./fetch-windows";
import type { GroupStore } from "./group-store";
import type { LabelStore } from "./label-store";
import { levelFor } from "./levels";
import { drawMarks } from "./marks";
import type { Pen } from "./pen";
import { RowDrawer, type DrawnRow, type RowInWords } from "./row-drawer";
import { RowPainter } from "./row-painter";
import type { RowPlace, RowPlaces } from "./row-places";
import type { PlacedRow } from "./rows";
import type { Scene } from "./scene";
import { drawSelectedEvent, drawSelectedSpan } from "./selection-painter";
import type { Staging } from "./staging";
import type { TextFit } from "./text-fit";
import type { TileCache } from "./tile-cache";
import type { WindowStore } from "./window-store";

const GRID_TICK_WIDTH: CssPx = 96;

/** Where a frame finds what it draws. */
interface Stores {
  readonly staging: Staging;
  readonly cache: TileCache;
  readonly events: WindowStore<EventsOfThread>;
  readonly samples: WindowStore<SamplesOfThread>;
  readonly groups: GroupStore;
  readonly labels: LabelStore;
}

/** Measures for the fonts of a frame. */
interface Fits {
  readonly name: TextFit;
  readonly head: TextFit;
  readonly label: TextFit;
}

interface FrameSize {
  readonly width: CssPx;
  readonly height: CssPx;
  readonly plotWidth: CssPx;
}

interface PaintedFrame {
  readonly words: readonly RowInWords[];
  readonly rows: readonly PlacedRow[];
}

/** One picture of the timeline, onto a canvas or into a document. */
export class Frame {
  private readonly plot: Plot;
  private readonly drawer: RowDrawer;

  constructor(
    private readonly pen: Pen,
    stores: Stores,
    private readonly fits: Fits,
    private readonly scene: Scene,
    private readonly places: RowPlaces,
    private readonly size: FrameSize,
    private readonly colours: Colours,
    private readonly pointer: Nanos | null,
  ) {
    this.plot = {
      left: NAME_WIDTH,
      width: size.plotWidth,
      height: size.height,
      view: scene.view,
    };
    const painter = new RowPainter(
      pen,
      stores.staging,
      stores.cache,
      stores.labels,
      fits.label,
      scene.isByCarrier,
    );
    this.drawer = new RowDrawer(
      pen,
      painter,
      colours,
      fits.name,
      this.plot,
      levelFor(scene.view, size.plotWidth * window.devicePixelRatio),
      scene,
      stores.events,
      stores.samples,
      stores.groups,
      fits.label,
    );
  }

  paint(): PaintedFrame {
    const { pen, plot, scene, colours, places } = this;
    const ruler = rulerOf(
      scene.view,
      plot.width / GRID_TICK_WIDTH,
      scene.marks.origin,
    );
    pen.textBaseline = "middle";
    pen.fillStyle = colours.background;
    pen.fillRect(0, 0, this.size.width, this.size.height);
    chrome.drawGrid(pen, plot, ruler, colours);
    const scrolled = places.visibleScrolled();
    const drawn = this.drawRows(scrolled);
    const pinned = places.visiblePinned();
    const above = this.drawPinned(pinned);
    if (scene.showsBands && scene.tracks !== null)
      chrome.drawBands(pen, plot, scene.tracks.gcPauses, colours);
    const { span, flows, event } = scene;
    if (span !== null)
      drawSelectedSpan(pen, plot, places, span, flows, colours);
    if (event !== null) drawSelectedEvent(pen, plot, places, event, colours);
    if (this.pointer !== null)
      chrome.drawPointer(pen, plot, this.pointer, colours);
    chrome.drawRuler(pen, plot, ruler, colours);
    if (scene.window !== null)
      chrome.drawRange(pen, plot, scene.window, colours);
    drawMarks(pen, plot, scene.marks, this.pointer, colours);
    return {
      words: [...above, ...drawn].flatMap(({ inWords }) => inWords ?? []),
      rows: [...pinned, ...scrolled].map(({ placed }) => placed),
    };
  }

  private drawRows(rows: readonly RowPlace[]): readonly DrawnRow[] {
    const drawn = rows.map(({ placed, top }) => this.drawer.draw(placed, top));
    this.drawNames(drawn);
    return drawn;
  }

  /** Over the scrolled rows, which begin below: nothing of them shows through. */
  private drawPinned(rows: readonly RowPlace[]): readonly DrawnRow[] {
    if (rows.length === 0) return [];
    const { pen, colours } = this;
    const { width } = this.size;
    const { pinnedHeight } = this.places;
    pen.save();
    pen.beginPath();
    pen.rect(0, RULER_HEIGHT, width, pinnedHeight);
    pen.clip();
    pen.fillStyle = colours.background;
    pen.fillRect(0, RULER_HEIGHT, width, pinnedHeight);
    const drawn = this.drawRows(rows);
    pen.restore();
    pen.fillStyle = colours.lineStrong;
    pen.fillRect(0, RULER_HEIGHT + pinnedHeight - 1, width, 2);
    return drawn;
  }

  private drawNames(rows: readonly { readonly cell: NameCell }[]): void {
    const { pen, colours, fits } = this;
    const { height } = this.size;
    pen.save();
    pen.beginPath();
    pen.rect(0, RULER_HEIGHT, NAME_WIDTH, height);
    pen.clip();
    pen.fillStyle = colours.background;
    pen.fillRect(0, RULER_HEIGHT, NAME_WIDTH, height);
    pen.fillStyle = colours.line;
    pen.fillRect(NAME_WIDTH - 1, RULER_HEIGHT, 1, height);
    for (const { cell } of rows)
      chrome.drawName(pen, cell, colours, fits.name, fits.head);
    pen.restore();
  }
}
