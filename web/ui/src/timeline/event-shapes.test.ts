import { describe, expect, it } from "vitest";
import type { EventsOfThread } from "../api/timeline";
import { shapeAt, shapesOf } from "./event-shapes";
import { EVENT_LANE_HEIGHT, MAX_SHOWN_LANES } from "./member-places";

const EVENTS: EventsOfThread = {
  thread: 3,
  slices: [
    [0, 0, 500, 0, 0, 1],
    [1, 100, 200, 1, 1, 1],
    [2, 300, 301, 1, 1, 7],
    [3, 900, 1500, 0, 0, 1],
    [4, 0, 900, MAX_SHOWN_LANES, 0, 1],
  ],
  instants: [
    [5, 250, 2, 1],
    [6, 800, 2, 3],
  ],
};
const VIEW = { from: 0, to: 1000 };
const shapes = shapesOf(EVENTS, VIEW, 1000);
const inLane = (lane: number) => lane * EVENT_LANE_HEIGHT + 8;

describe("events of a row", () => {
  it("lieInTheirLanes_asWideAsTheyAreLong", () => {
    const nested = shapes.find(({ event }) => event === 1);
    expect(nested).toMatchObject({ kind: "slice", lane: 1, left: 100 });
    expect(nested?.right).toBeCloseTo(199);
    expect(nested?.top).toBeGreaterThanOrEqual(EVENT_LANE_HEIGHT);
  });

  it("outsideTheView_orBelowTheLastLane_areNotDrawn", () => {
    expect(shapes.map(({ event }) => event)).toEqual([0, 1, 2, 3, 5, 6]);
    const late = shapesOf(EVENTS, { from: 850, to: 950 }, 100);
    expect(late.map(({ event }) => event)).toEqual([3]);
  });

  it("pointOnASlice_findsIt_andAMarkOverItWins", () => {
    expect(shapeAt(shapes, 50, inLane(0))?.event).toBe(0);
    expect(shapeAt(shapes, 150, inLane(1))?.event).toBe(1);
    expect(shapeAt(shapes, 252, inLane(0))?.event).toBe(5);
    expect(shapeAt(shapes, 260, inLane(0))?.event).toBe(0);
  });

  it("thinSlice_canBeHitALittleBeside", () => {
    expect(shapeAt(shapes, 302.5, inLane(1))).toMatchObject({
      event: 2,
      count: 7,
    });
  });

  it("emptyPlace_findsNothing", () => {
    expect(shapeAt(shapes, 700, inLane(0))).toBeNull();
    expect(shapeAt(shapes, 150, inLane(3))).toBeNull();
  });
});
