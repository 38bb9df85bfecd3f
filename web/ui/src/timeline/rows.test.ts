import { describe, expect, it } from "vitest";
import type { RowGroup } from "../api/timeline";
import { EVENT_LANE_HEIGHT, EVENTS_PADDING, ROW_HEIGHT } from "./member-places";
import {
  HEAD_HEIGHT,
  MORE_HEIGHT,
  RowLayout,
  toggled,
  type Fold,
  type JvmSection,
  type PlacedRow,
} from "./rows";

function group(key: string, first: number, count: number): RowGroup {
  const threads = Array.from({ length: count }, (_, i) => first + i);
  return {
    key,
    label: key,
    count,
    threads,
    starts: threads.map(() => 0),
    ends: threads.map(() => 10),
    names: threads.map((id) => `${key}-${id}`),
    kinds: threads.map(() => "platform"),
  };
}

const NO_JVM: JvmSection = {
  isOpen: true,
  rows: [],
  eventLanes: 0,
};
const groups = [group("exec", 0, 40), group("main", 40, 1), group("w", 41, 3)];

function layout(folds: Record<string, Fold> = {}, jvm = NO_JVM): RowLayout {
  return new RowLayout(
    jvm,
    { groups },
    ({ key, count }) => folds[key] ?? (count > 24 ? "some" : "all"),
  );
}

function text({ row }: PlacedRow): string {
  switch (row.kind) {
    case "thread":
      return row.group.names[row.member];
    case "head":
      return `${row.group.key}:`;
    case "more":
      return `+${row.hidden}`;
    case "counter":
      return row.chart.label;
    case "events":
      return `events of ${row.thread}`;
    default:
      return row.kind;
  }
}

const all = (rows: RowLayout) => rows.rowsBetween(0, rows.height).map(text);

describe("row layout", () => {
  it("largeGroups_showTheirFirst_andLoneThreadsHaveNoHead", () => {
    expect(all(layout())).toEqual([
      "exec:",
      ...Array.from({ length: 8 }, (_, i) => `exec-${i}`),
      "+32",
      "main-40",
      "w:",
      "w-41",
      "w-42",
      "w-43",
    ]);
  });

  it("closedGroup_isOnlyItsHead", () => {
    expect(all(layout({ exec: "closed", w: "closed" }))).toEqual([
      "exec:",
      "main-40",
      "w:",
    ]);
  });

  it("rows_areGapless_andNumbersMatch", () => {
    const rows = layout({ exec: "all" });
    const placed = rows.rowsBetween(0, rows.height);
    expect(placed).toHaveLength(rows.rowCount);
    let y = 0;
    placed.forEach((row, number) => {
      expect(row.y).toBe(y);
      expect(rows.numberOf(row)).toBe(number);
      expect(rows.rowByNumber(number)).toEqual(row);
      y += row.height;
    });
    expect(y).toBe(rows.height);
  });

  it("window_holdsOnlyWhatTouchesIt", () => {
    const rows = layout();
    const top = HEAD_HEIGHT + 2 * ROW_HEIGHT + 1;
    expect(rows.rowsBetween(top, top + ROW_HEIGHT).map(text)).toEqual([
      "exec-2",
      "exec-3",
    ]);
    expect(rows.rowAt(HEAD_HEIGHT)?.row.kind).toBe("thread");
    expect(rows.rowAt(rows.height + 5)).toBeNull();
  });

  it("hiddenThread_isPlacedAtItsGroupsHead", () => {
    const rows = layout();
    expect(text(rows.placeOf(3) as PlacedRow)).toBe("exec-3");
    expect(text(rows.placeOf(30) as PlacedRow)).toBe("exec:");
    expect(rows.placeOf(999)).toBeNull();
    expect(layout({ exec: "closed" }).placeOf(3)?.y).toBe(0);
  });

  it("jvmSection_isAbove_andFolds", () => {
    const chart = { label: "heap", unit: "bytes", lines: [] } as const;
    const jvm: JvmSection = {
      ...NO_JVM,
      rows: [{ kind: "counter", chart }, { kind: "gc" }],
    };
    expect(all(layout({}, jvm)).slice(0, 4)).toEqual([
      "section",
      "heap",
      "gc",
      "exec:",
    ]);
    const closed = layout({}, { ...jvm, isOpen: false });
    expect(all(closed).slice(0, 2)).toEqual(["section", "exec:"]);
  });

  it("threadsWithEvents_haveARowOfThemBelow_asHighAsTheirLanes", () => {
    const eventLanes = [2, 0, 1];
    const withEvents = { ...groups[2], eventLanes };
    const rows = new RowLayout(NO_JVM, { groups: [withEvents] }, () => "all");
    expect(all(rows)).toEqual([
      "w:",
      "w-41",
      "events of 41",
      "w-42",
      "w-43",
      "events of 43",
    ]);
    const placed = rows.rowsBetween(0, rows.height);
    expect(placed.map(({ height }) => height)).toEqual([
      HEAD_HEIGHT,
      ROW_HEIGHT,
      2 * EVENT_LANE_HEIGHT + EVENTS_PADDING,
      ROW_HEIGHT,
      ROW_HEIGHT,
      EVENT_LANE_HEIGHT + EVENTS_PADDING,
    ]);
    placed.forEach((row, number) => {
      expect(rows.rowAt(row.y)).toEqual(row);
      expect(rows.numberOf(row)).toBe(number);
    });
    expect(text(rows.placeOf(43) as PlacedRow)).toBe("w-43");
    expect(text(rows.eventsPlaceOf(43) as PlacedRow)).toBe("events of 43");
    expect(text(rows.eventsPlaceOf(42) as PlacedRow)).toBe("w-42");
  });

  it("eventsWithoutThread_areInTheJvmSection", () => {
    const rows = layout(
      {},
      { ...NO_JVM, rows: [{ kind: "gc" }], eventLanes: 1 },
    );
    expect(all(rows).slice(0, 3)).toEqual(["section", "gc", "events of -1"]);
    expect(rows.eventsPlaceOf(-1)?.row.kind).toBe("events");
  });

  it("height_countsEveryKind", () => {
    expect(layout().height).toBe(
      HEAD_HEIGHT +
        8 * ROW_HEIGHT +
        MORE_HEIGHT +
        ROW_HEIGHT +
        HEAD_HEIGHT +
        3 * ROW_HEIGHT,
    );
  });

  it("toggle_closesAndReopens", () => {
    expect(toggled("some", groups[0])).toBe("closed");
    expect(toggled("closed", groups[0])).toBe("some");
    expect(toggled("closed", groups[2])).toBe("all");
  });
});
