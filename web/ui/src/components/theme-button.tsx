import { cycleTheme, themeChoice, type ThemeChoice } from "../model/theme";

const THEME_SIGN = { auto: "◐", light: "☀", dark: "☾" } as const;

interface ThemeButtonProps {
  readonly onChange: (chosen: ThemeChoice) => void;
}

/** Light, dark, or as the system has it, in turn. */
export function ThemeButton({ onChange }: ThemeButtonProps) {
  const choice = themeChoice.value;
  return (
    <button
      type="button"
      class="button button-icon"
      title={`Theme: ${choice}`}
      aria-label={`Theme: ${choice}. Press to change.`}
      onClick={() => onChange(cycleTheme())}
    >
      {THEME_SIGN[choice]}
    </button>
  );
}
