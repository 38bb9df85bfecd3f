import { oneOf } from "../url/state";

export const VIEWS = ["flamegraph", "graph", "top", "peek", "source"] as const;
export type View = (typeof VIEWS)[number];

/** What is in addresses, under the names that Go's tool has for it: filters, the sample type, what is one entry. */
export const FILTERS = {
  f: "Focus",
  i: "Ignore",
  h: "Hide",
  s: "Show",
  sf: "Show from",
  tf: "Tag focus",
  ti: "Tag ignore",
} as const;
export type Filter = keyof typeof FILTERS;
export const FILTER_KEYS = Object.keys(FILTERS) as readonly Filter[];

/** Settings that the page has no field for are kept as they came: a link made by hand is a link. */
const SETTINGS = [
  ...FILTER_KEYS,
  "prunefrom",
  "ts",
  "th",
  "tagroot",
  "tagleaf",
  "si",
  "g",
  "noinlines",
  "n",
  "nf",
  "ef",
  "trim",
  "sort",
  "mean",
  "unit",
  "rel",
  "dropneg",
  "compact",
] as const;
export type SettingKey = (typeof SETTINGS)[number];

/** Everything that the address bar says. */
export interface ProfileState {
  readonly view: View;
  readonly settings: Readonly<Partial<Record<SettingKey, string>>>;
  /** Of the flame graph: a regular expression of the functions it is turned about. */
  readonly pivot: string;
  /** Of peek and source: a regular expression of functions. */
  readonly query: string;
  /** Of the flame graph: what stands out. */
  readonly search: string;
  /** Of the table: its column, with a minus for the largest first. */
  readonly order: string;
  readonly theme: string;
}

export const START: ProfileState = {
  view: "flamegraph",
  settings: {},
  pivot: "",
  query: "",
  search: "",
  order: "",
  theme: "",
};

export function parseState(path: string, search: string): ProfileState {
  const params = new URLSearchParams(search);
  const settings: Partial<Record<SettingKey, string>> = {};
  for (const key of SETTINGS) {
    const value = params.get(key);
    if (value !== null && value !== "") settings[key] = value;
  }
  const text = (key: string) => params.get(key) ?? "";
  return {
    view: oneOf(VIEWS, path.split("/").at(-1) ?? "") ?? "flamegraph",
    settings,
    pivot: text("p"),
    query: text("q"),
    search: text("search"),
    order: text("order"),
    theme: text("theme"),
  };
}

export function writeState(state: ProfileState): string {
  const params = new URLSearchParams(parametersOf(state));
  for (const key of ["search", "order", "theme"] as const)
    if (state[key] !== "") params.set(key, state[key]);
  const query = params.toString();
  return `/${state.view}${query === "" ? "" : `?${query}`}`;
}

/** What a question about the profile has of an address. */
export function parametersOf(state: ProfileState): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const key of SETTINGS) {
    const value = state.settings[key];
    if (value !== undefined && value !== "") parameters[key] = value;
  }
  if (state.pivot !== "") parameters.p = state.pivot;
  if (state.query !== "") parameters.q = state.query;
  return parameters;
}
