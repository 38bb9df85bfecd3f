import type { TimeRange } from "../units";
import type { UrlState } from "./state";

/** A link to a stretch of the timeline with some room on both sides. */
export function timelineAt(
  range: TimeRange,
  rest: Partial<UrlState> = {},
): Partial<UrlState> {
  const room = Math.max((range.to - range.from) * 0.5, 1);
  return {
    page: "timeline",
    view: {
      from: Math.max(0, Math.floor(range.from - room)),
      to: Math.ceil(range.to + room),
    },
    ...rest,
  };
}
