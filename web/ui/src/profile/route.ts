import { signal } from "@preact/signals";
import { apiUrl } from "../api/client";
import {
  currentParts,
  hrefOfAddress,
  onAddress,
  putAddress,
  type HistoryMode,
} from "../url/address";
import {
  parametersOf,
  parseState,
  START,
  writeState,
  type ProfileState,
  type SettingKey,
  type View,
} from "./state";

/** The address bar of a profile's pages as a value. Change it with {@link go}. */
export const place = signal<ProfileState>(START);

/** From here on the address bar is that of a profile. */
export function watchPlace(): void {
  const read = () => {
    place.value = parseState(...currentParts());
  };
  onAddress(read);
  read();
}

/** Changes part of the address: `push` for what the back key undoes. */
export function go(
  change: Partial<ProfileState>,
  mode: HistoryMode = "push",
): void {
  const next = { ...place.value, ...change };
  putAddress(writeState(next), mode);
  place.value = next;
}

/** Changes settings; an empty text is their default. */
export function set(changes: Partial<Record<SettingKey, string>>): void {
  go({ settings: { ...place.value.settings, ...changes } });
}

/** The state of another view of what is shown now. */
export function viewState(
  view: View,
  change: Partial<ProfileState> = {},
): ProfileState {
  return { ...place.value, view, order: "", ...change };
}

export function hrefOfState(state: ProfileState): string {
  return hrefOfAddress(writeState(state));
}

/** The address of an answer about what is shown now. */
export function questionUrl(path: string): string {
  return apiUrl(path, parametersOf(place.value));
}
