import { traceFacts } from "../api/trace";
import { CERTAINTY_LABEL, stateLore } from "../model/state-lore";
import { Swatch } from "./legend";

/** What each colour means in the trace that is open, and how certain that is. */
export function HelpLegend() {
  return (
    <section class="help-legend" data-testid="help-legend">
      <h3>What the colours mean, and how certain that is in this trace</h3>
      <dl>
        {stateLore(traceFacts.value).map((lore) => (
          <div key={lore.key}>
            <dt>
              <Swatch of={lore.key} />
              {lore.label}
              <span class={`certainty certainty-${lore.certainty}`}>
                {CERTAINTY_LABEL[lore.certainty]}
              </span>
            </dt>
            <dd>
              {lore.meaning} <span class="muted">{lore.because}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="muted">
        A wait that lasts throughout a trace has no event; two looks at the
        thread prove it. In rows that are zoomed out, a pixel shows the state
        that fills most of it; paler pixels are mixtures, and a tick at the foot
        marks a pinned or blocked stretch that is shorter than a pixel.
      </p>
    </section>
  );
}
