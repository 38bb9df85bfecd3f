import type { Column } from "../components/data-table";
import type { ProfileFacts } from "./answers";
import {
  chosenType,
  formatChange,
  formatSignedShare,
  formatValue,
} from "./values";

const HINTS: Readonly<Record<string, string>> = {
  flat: "what it took itself",
  cum: "what it took with all that it called",
};

interface ValueProps {
  readonly value: number;
  readonly facts: ProfileFacts;
}

/** A value with its unit; an en dash for none. */
export function Value({ value, facts }: ValueProps) {
  if (value === 0) return <span class="muted">–</span>;
  const type = chosenType(facts);
  return (
    <>
      {facts.isDifference
        ? formatChange(value, type)
        : formatValue(value, type)}
    </>
  );
}

/** Two columns: a value, and what share of all it is. */
export function valueColumn<Row>(
  key: string,
  label: string,
  facts: ProfileFacts,
  total: number,
  value: (row: Row) => number,
): readonly Column<Row>[] {
  return [
    {
      key,
      label,
      isNumber: true,
      hint: HINTS[key],
      width: "110px",
      value,
      show: (row) => <Value value={value(row)} facts={facts} />,
    },
    {
      key: `${key}-share`,
      label: `${label} %`,
      isNumber: true,
      width: "80px",
      value: (row) => value(row) / Math.max(1, Math.abs(total)),
      show: (row) => formatSignedShare(value(row), total),
    },
  ];
}
