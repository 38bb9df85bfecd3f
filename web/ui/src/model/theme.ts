import { computed, effect, signal } from "@preact/signals";
import { PALETTE, type PaletteKey, type Theme } from "./palette";

export type ThemeChoice = "auto" | Theme;

const STORAGE_KEY = "jtrace.theme";
const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");
const systemTheme = signal<Theme>(systemIsDark.matches ? "dark" : "light");
systemIsDark.addEventListener("change", (event) => {
  systemTheme.value = event.matches ? "dark" : "light";
});

/** What the user asked for; `auto` follows the system. */
export const themeChoice = signal<ThemeChoice>(readChoice());

/** What is shown. */
export const theme = computed<Theme>(() =>
  themeChoice.value === "auto" ? systemTheme.value : themeChoice.value,
);

/** An address may ask for a theme (`?theme=dark`); otherwise the last choice in this browser holds. */
function readChoice(): ThemeChoice {
  const asked =
    new URLSearchParams(window.location.search).get("theme") ??
    window.localStorage.getItem(STORAGE_KEY);
  return asked === "light" || asked === "dark" ? asked : "auto";
}

export function cycleTheme(): ThemeChoice {
  const next: Record<ThemeChoice, ThemeChoice> = {
    auto: "light",
    light: "dark",
    dark: "auto",
  };
  const choice = next[themeChoice.value];
  themeChoice.value = choice;
  window.localStorage.setItem(STORAGE_KEY, choice);
  return choice;
}

/** Keeps the document's theme attribute and state colours in step with the choice. */
export function applyTheme(root: HTMLElement): void {
  effect(() => {
    root.dataset.theme = theme.value;
    root.style.colorScheme = theme.value;
    const colours = PALETTE[theme.value];
    for (const key of Object.keys(colours) as PaletteKey[]) {
      root.style.setProperty(`--state-${key}`, colours[key]);
    }
  });
}
