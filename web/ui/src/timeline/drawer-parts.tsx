import type { ComponentChildren } from "preact";

/** A fact with its name. */
export function Detail({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly sign: string;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
}

/** Leads to the neighbour of what is selected. */
export function StepButton({ label, sign, isDisabled, onClick }: StepProps) {
  return (
    <button
      type="button"
      class="button button-icon"
      title={label}
      aria-label={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      {sign}
    </button>
  );
}

export function CloseButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <button
      type="button"
      class="button button-icon"
      title="Close (Esc)"
      aria-label="Close the details"
      onClick={onClick}
    >
      ✕
    </button>
  );
}
