import type { ThreadId } from "../units";
import { schemeOf, type Theme } from "./palette";

/** Degrees between the hues of two threads with neighbouring ids: no short cycle, neighbours far apart. */
const GOLDEN_ANGLE = 137.508;

/** A colour that tells a thread from its neighbours; it means nothing else. */
export function hueOf(thread: ThreadId, theme: Theme): string {
  const hue = Math.round((thread * GOLDEN_ANGLE) % 360);
  return schemeOf(theme) === "dark"
    ? `hsl(${hue} 45% 52%)`
    : `hsl(${hue} 50% 60%)`;
}

/** A number for a name, the same for the same name. */
export function hashOf(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++)
    hash = (hash * 31 + name.charCodeAt(i)) | 0;
  return hash >>> 0;
}
