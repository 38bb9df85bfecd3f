import type { ComponentChildren } from "preact";
import { schemeOf } from "../model/palette";
import { theme } from "../model/theme";
import { shade } from "./colours";

/** What the colours say against a base. */
export function DiffLegend({
  children,
}: {
  readonly children?: ComponentChildren;
}) {
  const scheme = schemeOf(theme.value);
  const parts = [
    ["less than in the base", -1],
    ["as much, or some of both", 0],
    ["more than in the base", 1],
  ] as const;
  return (
    <p class="diff-legend muted">
      {parts.map(([text, change]) => (
        <span key={text}>
          <i style={{ background: shade(scheme, change) }} aria-hidden="true" />
          {text}
        </span>
      ))}
      {children}
    </p>
  );
}
