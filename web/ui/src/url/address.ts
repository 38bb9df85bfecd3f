/** A file on a disk has no other pages: there the address is behind a `#`. */
const isFile = window.location.protocol === "file:";

/** Path and query of the page that is shown. */
export function currentAddress(): string {
  const { hash, pathname, search } = window.location;
  return isFile ? hash.slice(1) : pathname + search;
}

/** The same in two parts, without the question mark. */
export function currentParts(): readonly [path: string, search: string] {
  const [path, search = ""] = currentAddress().split("?", 2);
  return [path === "" ? "/" : path, search];
}

/** What a link to an address says. */
export function hrefOfAddress(address: string): string {
  return isFile ? `#${address}` : address;
}

export type HistoryMode = "push" | "replace";

/** Changes the address bar: `push` at the end of a gesture, `replace` while one is under way. */
export function putAddress(address: string, mode: HistoryMode): void {
  const href = hrefOfAddress(address);
  if (mode === "push" && address !== currentAddress())
    window.history.pushState(null, "", href);
  else window.history.replaceState(null, "", href);
}

/** Calls back when the user goes back, forward, or edits the address. */
export function onAddress(changed: () => void): void {
  window.addEventListener("popstate", () => {
    // In a file, `#page` of the skip link is a place in the page and no address.
    const isPlace = isFile && /^#[^/]/.test(window.location.hash);
    if (!isPlace) changed();
  });
}

/** Whether a click on a link is for the page to follow; others open a tab or a menu. */
export function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.shiftKey &&
    !event.altKey
  );
}
