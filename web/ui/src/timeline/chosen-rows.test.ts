import { describe, expect, it } from "vitest";
import type { RowGroup } from "../api/timeline";
import { START_LOOK } from "../url/look";
import { pinnedRows, withoutHidden } from "./chosen-rows";

function group(
  key: string,
  threads: number[],
  count = threads.length,
): RowGroup {
  return {
    key,
    label: key,
    count,
    threads,
    starts: threads.map((id) => id * 10),
    ends: threads.map((id) => id * 10 + 5),
    names: threads.map((id) => `${key}-${id}`),
    kinds: threads.map(() => "platform"),
    eventLanes: threads.map((id) => id % 3),
  };
}

const rows = { groups: [group("exec", [1, 2, 3], 5000), group("main", [4])] };

describe("chosen rows", () => {
  it("hiddenThread_isLeftOutOfEveryColumn_andOfTheCount", () => {
    const { groups } = withoutHidden(rows, {
      ...START_LOOK,
      hiddenThreads: [2],
    });
    expect(groups[0]).toEqual({
      ...group("exec", [1, 3]),
      count: 4999,
    });
    expect(groups[1]).toBe(rows.groups[1]);
  });

  it("groupWhoseThreadsAreAllHidden_isGone", () => {
    const { groups } = withoutHidden(rows, {
      ...START_LOOK,
      hiddenThreads: [4],
    });
    expect(groups.map(({ key }) => key)).toEqual(["exec"]);
  });

  it("hiddenGroup_isGone", () => {
    const look = { ...START_LOOK, hiddenGroups: ["exec"] };
    expect(withoutHidden(rows, look).groups).toEqual([rows.groups[1]]);
  });

  it("nothingHidden_isTheSameRows", () =>
    expect(withoutHidden(rows, START_LOOK)).toBe(rows));

  it("pins_areGroupsOfOne_inTheirOwnOrder_withoutThoseThatTheFilterLeftOut", () => {
    const { groups } = pinnedRows(rows, [4, 99, 2]);
    expect(groups).toEqual([group("main", [4]), group("exec", [2])]);
  });
});
