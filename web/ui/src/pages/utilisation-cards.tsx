import { useState } from "preact/hooks";
import { apiUrl, windowQuery } from "../api/client";
import type {
  GcRecorded,
  Utilisation,
  UtilisationPoint,
  WorstWindow,
  WorstWindows,
} from "../api/gc";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Empty, Failure, Loading } from "../components/notice";
import { startColumn } from "../components/table-cells";
import { UtilisationChart } from "../components/utilisation-chart";
import { formatShare } from "../format/number";
import { formatDuration } from "../format/time";
import { navigate, route } from "../url/router";

const OPTIONS = ["safepoints", "concurrent", "percentiles"] as const;
type Option = (typeof OPTIONS)[number];

/** What the address says is counted and drawn. */
function chosenOptions(): ReadonlySet<string> {
  return new Set(route.value.kind?.split(",") ?? []);
}

function toggle(option: Option): void {
  const chosen = chosenOptions();
  const next = OPTIONS.filter((each) => chosen.has(each) !== (each === option));
  navigate({ kind: next.length === 0 ? null : next.join(",") });
}

/** How much of any stretch of time the program keeps, and where it keeps least. */
export function UtilisationCards({
  recorded,
}: {
  readonly recorded: GcRecorded;
}) {
  const { window: range, size } = route.value;
  const chosen = chosenOptions();
  const counted = {
    ...windowQuery(range),
    safepoints: chosen.has("safepoints"),
    concurrent: chosen.has("concurrent"),
  };
  const { data, error } = useApi<Utilisation>(apiUrl("/api/mmu", counted));
  return (
    <>
      <Card
        title="Minimum mutator utilisation"
        note={
          data?.mean == null
            ? undefined
            : `the program keeps ${formatShare(data.mean)} of the whole`
        }
        class="span-7"
      >
        <Options recorded={recorded} chosen={chosen} />
        {error !== null ? (
          <Failure message={error} />
        ) : data === null ? (
          <Loading what="utilisation" />
        ) : data.points === null ? (
          <Empty>This was not recorded.</Empty>
        ) : (
          <Curves
            points={data.points}
            hasPercentiles={chosen.has("percentiles")}
          />
        )}
      </Card>
      <Card
        title="Worst windows"
        note={size === null ? undefined : `of ${formatDuration(size)}`}
        class="span-5"
      >
        {size === null ? (
          <Empty>
            A click on the curve lists the windows of that size in which the
            program keeps least.
          </Empty>
        ) : (
          <Worst
            url={apiUrl("/api/mmu-windows", { ...counted, window: size })}
          />
        )}
      </Card>
    </>
  );
}

interface OptionsProps {
  readonly recorded: GcRecorded;
  readonly chosen: ReadonlySet<string>;
}

function Options({ recorded, chosen }: OptionsProps) {
  const { concurrentShare } = recorded;
  return (
    <p class="chart-options">
      <Switch
        option="safepoints"
        chosen={chosen}
        label="all stops of the world"
        why={recorded.safepoints ? null : "Safepoints were not recorded."}
      />
      <Switch
        option="concurrent"
        chosen={chosen}
        label={
          concurrentShare === null
            ? "concurrent work"
            : `concurrent work (at most ${formatShare(concurrentShare)} of the processors)`
        }
        why={
          concurrentShare === null
            ? "The recording does not tell how many processors concurrent work uses."
            : null
        }
      />
      <Switch
        option="percentiles"
        chosen={chosen}
        label="percentiles"
        why={null}
      />
    </p>
  );
}

interface SwitchProps {
  readonly option: Option;
  readonly chosen: ReadonlySet<string>;
  readonly label: string;
  /** Why it cannot be chosen. */
  readonly why: string | null;
}

function Switch({ option, chosen, label, why }: SwitchProps) {
  return (
    <label title={why ?? undefined} class={why === null ? undefined : "muted"}>
      <input
        type="checkbox"
        checked={chosen.has(option)}
        disabled={why !== null && !chosen.has(option)}
        onChange={() => toggle(option)}
      />
      {label}
    </label>
  );
}

interface CurvesProps {
  readonly points: readonly UtilisationPoint[];
  readonly hasPercentiles: boolean;
}

function Curves({ points, hasPercentiles }: CurvesProps) {
  const [isTable, setIsTable] = useState(false);
  return (
    <>
      {isTable ? (
        <DataTable
          caption="Utilisation by size of the window"
          columns={POINT_COLUMNS}
          rows={points}
          rowKey={({ window: size }) => size}
          empty="The time window is empty."
          canCopy
        />
      ) : (
        <UtilisationChart
          points={points}
          hasPercentiles={hasPercentiles}
          chosen={route.value.size}
          onChoose={(size) => navigate({ size })}
        />
      )}
      <button type="button" class="button" onClick={() => setIsTable(!isTable)}>
        {isTable ? "As chart" : "As table"}
      </button>
    </>
  );
}

function Worst({ url }: { readonly url: string }) {
  const { data, error } = useApi<WorstWindows>(url);
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="windows" />;
  return (
    <DataTable
      caption="Worst windows"
      columns={WINDOW_COLUMNS}
      rows={data.windows}
      rowKey={(row) => row.start}
      empty="Nothing is taken from the program in any window."
      canCopy
    />
  );
}

function shareColumn(
  key: Exclude<keyof UtilisationPoint, "window">,
  label: string,
): Column<UtilisationPoint> {
  return {
    key,
    label,
    isNumber: true,
    value: (point) => point[key],
    show: (point) => formatShare(point[key]),
  };
}

const POINT_COLUMNS: readonly Column<UtilisationPoint>[] = [
  {
    key: "window",
    label: "Window",
    isNumber: true,
    value: (point) => point.window,
    show: (point) => (
      <button
        type="button"
        class="link-button"
        title="List the worst windows of this size"
        onClick={() => navigate({ size: point.window })}
      >
        {formatDuration(point.window)}
      </button>
    ),
  },
  shareColumn("minimum", "Minimum"),
  shareColumn("p999", "99.9 % have"),
  shareColumn("p99", "99 % have"),
  shareColumn("p95", "95 % have"),
];

const WINDOW_COLUMNS: readonly Column<WorstWindow>[] = [
  startColumn(),
  {
    key: "utilisation",
    label: "The program keeps",
    isNumber: true,
    value: (row) => row.utilisation,
    show: (row) => formatShare(row.utilisation),
  },
];
