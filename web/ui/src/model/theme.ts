import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import {
  PALETTE,
  schemeOf,
  themeOf,
  type PaletteKey,
  type Scheme,
  type Theme,
} from "./palette";

export type ThemeChoice = "auto" | Scheme;

const STORAGE_KEY = "jtrace.theme";
const isDark = media("(prefers-color-scheme: dark)");
const hasMoreContrast = media("(prefers-contrast: more)");
const hasForcedColours = media("(forced-colors: active)");

/** Whether the system has a preference, now and when it changes. */
function media(query: string): ReadonlySignal<boolean> {
  const list = window.matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener("change", (event) => {
    matches.value = event.matches;
  });
  return matches;
}

/** What the user asked for; `auto` follows the system. */
export const themeChoice = signal<ThemeChoice>(readChoice());

/** What is shown. */
export const theme = computed<Theme>(() => {
  const system: Scheme = isDark.value ? "dark" : "light";
  const scheme = themeChoice.value === "auto" ? system : themeChoice.value;
  return themeOf(scheme, hasMoreContrast.value || hasForcedColours.value);
});

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
    const scheme = schemeOf(theme.value);
    root.dataset.theme = scheme;
    root.style.colorScheme = scheme;
    const colours = PALETTE[theme.value];
    for (const key of Object.keys(colours) as PaletteKey[]) {
      root.style.setProperty(`--state-${key}`, colours[key]);
    }
  });
}
