import { type EventTypeCount } from "../api/types";
import { NO_THREAD, type EventsOfThread, type Tracks } from "../api/timeline";
import { formatCount } from "../format/number";
import { STATE_ORDINAL } from "../model/states";
import type { CssPx, ThreadId } from "../units";
import * as chrome from "./chrome";
import type { NameCell, Plot } from "./chrome";
import type { Colours } from "./colours";
import { drawChart, formatCounter, topOf } from "./counter-chart";
import { paintEvents } from "./event-painter";
import { shapesOf } from "./event-shapes";
import type { SamplesOfThread } from "./fetch-windows";
import { GROUP_COARSER_LEVELS, isSummed, sampleOf } from "./group-raster";
import type { GroupStore } from "./group-store";
import type { ThreadGrouping } from "../url/state";
import { MAX_SHOWN_LANES } from "./member-places";
import { shareOf } from "./raster";
import { dominantOf, type RowPainter } from "./row-painter";
import type { PlacedRow, Row } from "./rows";
import { paintSamples } from "./sample-painter";
import { sampleShapes } from "./sample-shapes";
import type { WindowStore } from "./window-store";
import type { TextFit } from "./text-fit";
import type { Pen } from "./pen";

/** A visible row in words, for those who cannot see the canvas. */
export interface RowInWords {
  readonly key: string;
  readonly name: string;
  /** Ordinal of the state that fills most of the row; null where there is none. */
  readonly state: number | null;
  readonly share: number;
}

/** What the name column and the table for screen readers show of a row. */
export interface DrawnRow {
  readonly cell: NameCell;
  readonly inWords: RowInWords | null;
}

const GROUP_STRIP_INSET: CssPx = 2;
const HEAD_INDENT: CssPx = 28;
const MEMBER_INDENT: CssPx = 34;
const ALONE_INDENT: CssPx = 14;

type RowOf<Kind extends Row["kind"]> = Extract<Row, { kind: Kind }>;

/** Draws rows of one frame to the right of the name column, each kind in its way. */
export class RowDrawer {
  constructor(
    private readonly context: Pen,
    private readonly painter: RowPainter,
    private readonly colours: Colours,
    private readonly fit: TextFit,
    private readonly plot: Plot,
    private readonly level: number,
    private readonly scene: {
      readonly tracks: Tracks | null;
      readonly focus: ThreadId | null;
      readonly eventTypes: readonly EventTypeCount[];
      readonly groupSums: ThreadGrouping | null;
    },
    private readonly events: WindowStore<EventsOfThread>,
    private readonly samples: WindowStore<SamplesOfThread>,
    private readonly groups: GroupStore,
    private readonly labelFit: TextFit,
  ) {}

  /** Draws a row whose top edge is at `y` of the canvas. */
  draw({ row, height }: PlacedRow, y: CssPx): DrawnRow {
    const cell: NameCell = {
      y,
      height,
      name: "",
      note: "",
      indent: MEMBER_INDENT,
      fold: "none",
      busy: null,
      isFocused: false,
    };
    switch (row.kind) {
      case "section":
        return this.drawSection(row, cell);
      case "counter":
        return this.drawCounter(row, cell);
      case "gc":
        return this.drawGc(cell);
      case "safepoints":
        return this.drawSafepoints(cell);
      case "moreCounters":
        return this.drawMoreCounters(row, cell);
      case "head":
        return this.drawHead(row, cell);
      case "more":
        return this.drawMore(row, cell);
      case "thread":
        return this.drawThread(row, cell);
      case "events":
        return this.drawEvents(row, cell);
      case "samples":
        return this.drawSamples(row, cell);
    }
  }

  private drawSection(row: RowOf<"section">, cell: NameCell): DrawnRow {
    this.fillHead(cell);
    const fold = row.isOpen ? "open" : "closed";
    return {
      cell: { ...cell, name: row.label, indent: HEAD_INDENT, fold },
      inWords: null,
    };
  }

  private drawCounter({ chart }: RowOf<"counter">, cell: NameCell): DrawnRow {
    const { context, plot, colours } = this;
    this.separate(cell);
    drawChart(context, plot, cell, chart, colours);
    const note = `up to ${formatCounter(chart.unit, topOf(chart))}`;
    return { cell: { ...cell, name: chart.label, note }, inWords: null };
  }

  private drawSafepoints(cell: NameCell): DrawnRow {
    const { context, plot, colours, fit } = this;
    this.separate(cell);
    const safepoints = this.scene.tracks?.safepoints ?? [];
    chrome.drawRanges(context, plot, cell, safepoints, "gc", colours, fit);
    const note = "all threads stopped";
    return { cell: { ...cell, name: "Safepoints", note }, inWords: null };
  }

  private drawMoreCounters(
    { count, isOpen }: RowOf<"moreCounters">,
    cell: NameCell,
  ): DrawnRow {
    this.separate(cell);
    const note = isOpen ? "fewer counters" : `${count} more counters…`;
    return { cell: { ...cell, note }, inWords: null };
  }

  private drawGc(cell: NameCell): DrawnRow {
    const { context, plot, colours, fit } = this;
    this.separate(cell);
    const tracks = this.scene.tracks;
    if (tracks !== null)
      chrome.drawGcRow(context, plot, cell, tracks, colours, fit);
    const note = "pauses and concurrent phases";
    return { cell: { ...cell, name: "GC", note }, inWords: null };
  }

  private drawHead({ group, fold }: RowOf<"head">, cell: NameCell): DrawnRow {
    const { plot } = this;
    this.fillHead(cell);
    const strip = {
      x: plot.left,
      y: cell.y + GROUP_STRIP_INSET,
      width: plot.width,
      height: cell.height - 2 * GROUP_STRIP_INSET - 1,
    };
    const level = this.level + GROUP_COARSER_LEVELS;
    const by = this.scene.groupSums;
    if (by !== null && isSummed(group))
      this.painter.paintSums(
        this.colours,
        (index) => this.groups.find(by, group.key, level, index),
        plot.view,
        level,
        strip,
      );
    else
      this.painter.paintMix(
        this.colours,
        sampleOf(group),
        plot.view,
        level,
        strip,
      );
    return {
      cell: {
        ...cell,
        name: group.label,
        note: `×${formatCount(group.count)}`,
        indent: HEAD_INDENT,
        fold: fold === "closed" ? "closed" : "open",
      },
      inWords: {
        key: `group ${group.key}`,
        name: `${group.label}, group of ${group.count}`,
        state: null,
        share: 0,
      },
    };
  }

  private drawMore(row: RowOf<"more">, cell: NameCell): DrawnRow {
    this.separate(cell);
    const note = `${formatCount(row.hidden)} more…`;
    return { cell: { ...cell, note }, inWords: null };
  }

  private drawThread(row: RowOf<"thread">, cell: NameCell): DrawnRow {
    const { context, colours, plot } = this;
    this.separate(cell);
    context.font = `11px ${colours.fontUi}`;
    const box = {
      x: plot.left,
      y: cell.y,
      width: plot.width,
      height: cell.height,
    };
    const raster = this.painter.paintThread(
      colours,
      row.thread,
      plot.view,
      this.level,
      box,
    );
    const name = row.group.names[row.member];
    const dominant = dominantOf(raster, plot.view);
    return {
      cell: {
        ...cell,
        name,
        note: row.group.kinds[row.member] === "virtual" ? "virtual" : "",
        indent: row.isAlone ? ALONE_INDENT : MEMBER_INDENT,
        busy: shareOf(raster, plot.view, STATE_ORDINAL.running),
        isFocused: this.scene.focus === row.thread,
      },
      inWords: {
        key: `thread ${row.thread}`,
        name,
        state: dominant?.state ?? null,
        share: dominant?.share ?? 0,
      },
    };
  }

  private drawEvents(row: RowOf<"events">, cell: NameCell): DrawnRow {
    const { context, colours, plot } = this;
    this.separate(cell);
    const window = this.events.find(row.thread);
    if (window !== null) {
      context.font = `11px ${colours.fontUi}`;
      paintEvents(
        context,
        colours,
        this.labelFit,
        this.scene.eventTypes,
        shapesOf(window, plot.view, plot.width),
        { x: plot.left, y: cell.y, width: plot.width, height: cell.height },
      );
    }
    const hidden = row.laneCount - MAX_SHOWN_LANES;
    return {
      cell: {
        ...cell,
        name: row.thread === NO_THREAD ? "Events without a thread" : "",
        note: hidden > 0 ? `events; ${hidden} deeper lanes hidden` : "events",
        indent: MEMBER_INDENT,
      },
      inWords: null,
    };
  }

  private drawSamples({ thread }: RowOf<"samples">, cell: NameCell): DrawnRow {
    const { context, colours, plot } = this;
    this.separate(cell);
    const window = this.samples.find(thread);
    if (window === null)
      return { cell: { ...cell, note: "samples" }, inWords: null };
    const { shapes, sharedFrames } = sampleShapes(
      window.samples,
      plot.view,
      plot.width,
    );
    context.font = `11px ${colours.fontUi}`;
    const box = {
      x: plot.left,
      y: cell.y,
      width: plot.width,
      height: cell.height,
    };
    paintSamples(context, colours, this.labelFit, shapes, box);
    const note =
      shapes.length === 0
        ? "no stack samples here"
        : `stack samples, ${sharedFrames} outer frames left out`;
    return { cell: { ...cell, note }, inWords: null };
  }

  private fillHead(cell: NameCell): void {
    this.context.fillStyle = this.colours.panel;
    this.context.fillRect(this.plot.left, cell.y, this.plot.width, cell.height);
    this.separate(cell);
  }

  private separate({ y, height }: NameCell): void {
    this.context.fillStyle = this.colours.line;
    this.context.fillRect(this.plot.left, y + height - 1, this.plot.width, 1);
  }
}
