import type { ComponentChildren } from "preact";

interface CardProps {
  readonly title: string;
  readonly note?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Card({ title, note, class: className, children }: CardProps) {
  return (
    <section class={`card ${className ?? ""}`}>
      <h2>
        {title} {note !== undefined && <small>{note}</small>}
      </h2>
      {children}
    </section>
  );
}

interface NumberCardProps {
  readonly label: string;
  /** Null when the recording does not hold it. */
  readonly value: string | null;
  readonly note: string;
  readonly colour: string;
  readonly title?: string;
  /** Why there is no value. */
  readonly why?: string | null;
}

export function NumberCard({
  label,
  value,
  note,
  colour,
  title,
  why = null,
}: NumberCardProps) {
  return (
    <div
      class="card number-card"
      style={{ borderTopColor: `var(--state-${colour})` }}
      title={title}
    >
      <div class="number-label">{label}</div>
      {value === null ? (
        <div class="number-missing">
          not recorded
          {why !== null && <p class="number-why">{why}</p>}
        </div>
      ) : (
        <div class="number-value">
          {value.split(" ")[0]}
          <small>
            {value.split(" ").slice(1).join(" ")} {note}
          </small>
        </div>
      )}
    </div>
  );
}
