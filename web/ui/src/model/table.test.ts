import { describe, expect, it } from "vitest";
import { sortedOrder, toCsv, visibleRows } from "./table";

const rows = [
  { name: "exec-10", nanos: 5 },
  { name: "exec-9", nanos: null },
  { name: "exec-1", nanos: 70 },
  { name: "main", nanos: 5 },
];
const names = (order: Uint32Array) => [...order].map((i) => rows[i].name);

describe("sorting", () => {
  it("numbersInNames_sortAsNumbers", () => {
    expect(names(sortedOrder(rows, (row) => row.name, false))).toEqual([
      "exec-1",
      "exec-9",
      "exec-10",
      "main",
    ]);
  });

  it("equalRows_keepTheirOrder_andNullsStayLast", () => {
    const value = (row: (typeof rows)[number]) => row.nanos;
    expect(names(sortedOrder(rows, value, true))).toEqual([
      "exec-1",
      "exec-10",
      "main",
      "exec-9",
    ]);
    expect(names(sortedOrder(rows, value, false))).toEqual([
      "exec-10",
      "main",
      "exec-1",
      "exec-9",
    ]);
  });

  it("noColumn_keepsTheServersOrder", () => {
    expect([...sortedOrder(rows, null, true)]).toEqual([0, 1, 2, 3]);
  });
});

describe("CSV", () => {
  it("quotesSeparatorsAndQuotes_andDisarmsFormulas", () => {
    expect(
      toCsv(
        ["name", "ns"],
        [
          ['a "b", c', 12],
          ["=HYPERLINK(1)", null],
          ["two\nlines", -3],
        ],
      ),
    ).toBe(
      'name,ns\r\n"a ""b"", c",12\r\n\'=HYPERLINK(1),\r\n"two\nlines",-3\r\n',
    );
  });
});

describe("virtual rows", () => {
  it.each([
    [0, { first: 0, last: 18 }],
    [1000, { first: 42, last: 68 }],
    [99_999_999, { first: 1000, last: 1000 }],
  ])("scrolled to %d", (scrollTop, slice) => {
    expect(visibleRows(1000, 20, scrollTop, 200)).toEqual(slice);
  });

  it("fewRows_areAllShown", () => {
    expect(visibleRows(3, 20, 0, 200)).toEqual({ first: 0, last: 3 });
  });
});
