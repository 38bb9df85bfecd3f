import { STATE_COUNT } from "../model/states";
import { BUCKETS_PER_TILE } from "./levels";

/** What all members of a group did in the buckets of a tile. */
export interface GroupTile {
  /** Place of the group among those that were asked for. */
  readonly place: number;
  readonly level: number;
  readonly index: number;
  /** Mean number of members alive, by bucket; null where nobody lived. */
  readonly alive: Float32Array | null;
  /** By ordinal of the state, its share of `alive` in 255ths by bucket; null for states that do not occur. */
  readonly shares: readonly (Uint8Array | null)[];
}

const MAGIC = 0x4a544731; // "JTG1"
const KIND_SUMS = 1;
const HEAD_BYTES = 8;
const TILE_HEAD_BYTES = 20;

/** Reads an answer of /api/group-tiles. Throws a sentence for the user if it is not one. */
export function decodeGroupTiles(answer: ArrayBuffer): GroupTile[] {
  const view = new DataView(answer);
  const magic = answer.byteLength < HEAD_BYTES ? 0 : view.getUint32(0, true);
  if (magic !== MAGIC)
    throw new Error(
      `Expected tiles of groups to begin with 0x${MAGIC.toString(16)}, found 0x${magic.toString(16)}.`,
    );
  const tiles: GroupTile[] = [];
  let at = HEAD_BYTES;
  for (let count = view.getUint32(4, true); count > 0; count--) {
    const tile = decodeTile(view, at);
    tiles.push(tile);
    at += TILE_HEAD_BYTES + payloadBytes(tile);
  }
  return tiles;
}

function decodeTile(view: DataView, at: number): GroupTile {
  const isEmpty = view.getUint8(at + 5) !== KIND_SUMS;
  const states = view.getUint16(at + 6, true);
  let next = at + TILE_HEAD_BYTES;
  const alive = isEmpty ? null : new Float32Array(BUCKETS_PER_TILE);
  if (alive !== null) {
    for (let i = 0; i < BUCKETS_PER_TILE; i++)
      alive[i] = view.getFloat32(next + 4 * i, true);
    next += alive.byteLength;
  }
  const shares = Array.from({ length: STATE_COUNT }, (_, ordinal) => {
    if (alive === null || (states & (1 << ordinal)) === 0) return null;
    const share = new Uint8Array(
      view.buffer.slice(next, next + BUCKETS_PER_TILE),
    );
    next += BUCKETS_PER_TILE;
    return share;
  });
  return {
    place: view.getUint32(at, true),
    level: view.getUint8(at + 4),
    index: view.getUint32(at + 8, true),
    alive,
    shares,
  };
}

function payloadBytes({ alive, shares }: GroupTile): number {
  const occurring = shares.filter((share) => share !== null).length;
  return (alive?.byteLength ?? 0) + occurring * BUCKETS_PER_TILE;
}
