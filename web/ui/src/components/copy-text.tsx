import { useState } from "preact/hooks";

interface CopyTextProps {
  readonly label: string;
  /** Made when it is asked for: it may be long. */
  readonly text: () => string;
  readonly class?: string;
}

/** A button that puts text on the clipboard and says whether it could. */
export function CopyText({
  label,
  text,
  class: className = "button",
}: CopyTextProps) {
  const [outcome, setOutcome] = useState<string | null>(null);
  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setOutcome("Copied"),
      () => setOutcome("The browser refused"),
    );
    window.setTimeout(() => setOutcome(null), 2000);
  };
  return (
    <button type="button" class={className} aria-live="polite" onClick={copy}>
      {outcome ?? label}
    </button>
  );
}
