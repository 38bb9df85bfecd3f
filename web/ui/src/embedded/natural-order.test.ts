import { expect, test } from "vitest";
import { compareNaturally } from "./natural-order";

test("numbers in names are compared by value", () => {
  const names = ["exec-10", "exec-9", "exec-009", "Exec-1", "exec", "exec-9a"];
  expect(names.sort(compareNaturally)).toEqual([
    "Exec-1",
    "exec",
    "exec-009",
    "exec-9",
    "exec-9a",
    "exec-10",
  ]);
});
