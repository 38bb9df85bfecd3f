import type { EventDetails, EventField } from "../api/timeline";
import { Link } from "../components/link";
import { Empty } from "../components/notice";
import { Stack } from "../components/stack";
import { formatCount } from "../format/number";
import {
  formatDuration,
  formatExactNanos,
  formatInstant,
} from "../format/time";
import type { EventIndex } from "../units";
import { navigate } from "../url/router";
import { CloseButton, Detail, StepButton } from "./drawer-parts";

/** Everything that is known of an event of the traced program, whose texts may be anything. */
export function EventSections({
  event,
  select,
}: {
  readonly event: EventDetails;
  readonly select: (event: EventIndex) => void;
}) {
  return (
    <>
      <FactsSection event={event} select={select} />
      <section class="drawer-fields" data-testid="event-fields">
        <h2>
          Fields <small>{formatCount(event.fields.length)}</small>
        </h2>
        {event.fields.length === 0 ? (
          <Empty>Events of this type have no fields of their own.</Empty>
        ) : (
          <dl class="details">
            {event.fields.map((field, i) => (
              <Detail key={i} name={field.name}>
                <FieldValue field={field} />
              </Detail>
            ))}
          </dl>
        )}
      </section>
      <section class="drawer-stack">
        <h2>
          Stack{" "}
          {event.stack !== null && (
            <small>
              {formatCount(event.stack.length)} frames, innermost first
            </small>
          )}
        </h2>
        {event.stack === null ? (
          <Empty>The recording holds no stack for this event.</Empty>
        ) : (
          <Stack frames={event.stack} />
        )}
      </section>
    </>
  );
}

function FactsSection({
  event,
  select,
}: {
  readonly event: EventDetails;
  readonly select: (event: EventIndex) => void;
}) {
  const length = event.end - event.start;
  const resolution = Math.max(1, length / 100);
  const step = (to: EventIndex | null) => () => to !== null && select(to);
  return (
    <section class="drawer-span" data-testid="event-details">
      <h2>
        <span class="ellipsis">{event.label}</span>
        <span class="drawer-buttons">
          <StepButton
            label="Previous event"
            sign="‹"
            isDisabled={event.previous === null}
            onClick={step(event.previous)}
          />
          <StepButton
            label="Next event"
            sign="›"
            isDisabled={event.next === null}
            onClick={step(event.next)}
          />
          <CloseButton onClick={() => navigate({ event: null })} />
        </span>
      </h2>
      <dl class="details">
        <Detail name="Type">
          <span class="mono">{event.type}</span>
        </Detail>
        <Detail name="Thread">
          {event.thread === null ? (
            <span class="muted">none: it belongs to the process</span>
          ) : (
            <Link to={{ page: "thread", thread: event.thread }} class="mono">
              {event.threadName}
            </Link>
          )}
        </Detail>
        <Detail name={event.instant ? "At" : "From"}>
          <span class="mono">{formatInstant(event.start, resolution)}</span>
        </Detail>
        <Detail name="Duration">
          {event.instant ? (
            <span class="muted">none: an instant</span>
          ) : (
            <span class="mono" title={formatExactNanos(length)}>
              {formatDuration(length)}
            </span>
          )}
        </Detail>
      </dl>
    </section>
  );
}

function FieldValue({ field }: { readonly field: EventField }) {
  return field.value === null ? (
    <span class="muted">null</span>
  ) : (
    <span class="mono field-value">{field.value}</span>
  );
}
