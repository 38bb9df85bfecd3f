import { formatShare } from "../format/number";
import { formatRange } from "../format/time";
import { STATE_KEYS, STATE_LABEL } from "../model/states";
import type { TimeRange } from "../units";
import type { RowInWords } from "./row-drawer";

interface MirrorProps {
  readonly rows: readonly RowInWords[];
  readonly view: TimeRange;
  readonly spoken: string;
}

/** The canvas for those who do not see it: the visible rows as a table, and the selection read out. */
export function Mirror({ rows, view, spoken }: MirrorProps) {
  return (
    <div class="off-screen" data-testid="mirror">
      <table>
        <caption>Visible rows of the timeline, {formatRange(view)}</caption>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Mostly</th>
            <th scope="col">Share of the view</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <td>
                {row.state === null ? "" : STATE_LABEL[STATE_KEYS[row.state]]}
              </td>
              <td>{row.state === null ? "" : formatShare(row.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p aria-live="polite">{spoken}</p>
    </div>
  );
}
