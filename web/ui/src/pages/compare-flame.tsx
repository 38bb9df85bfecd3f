import { useMemo } from "preact/hooks";
import { apiUrl, windowQuery } from "../api/client";
import type { ProfileDifference } from "../api/compare";
import {
  PROFILE_KINDS,
  PROFILE_WEIGHTS,
  type ProfileWeight,
} from "../api/profile";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { KIND_LABEL } from "../components/flame/amounts";
import { differenceColour } from "../components/flame/difference-colours";
import {
  differenceTree,
  differenceWords,
} from "../components/flame/difference-words";
import { FlameOf } from "../components/flame/flame-graph";
import { KindSwitch, WeightSwitch } from "../components/flame/profile-panel";
import { ROOT } from "../components/flame/tree";
import { Empty, Failure, Loading } from "../components/notice";
import { theme } from "../model/theme";
import { navigate, route } from "../url/router";
import { oneOf } from "../url/state";

/** The longest of one trace has no difference to the longest of another that would tell anything. */
const WEIGHTS: readonly ProfileWeight[] = PROFILE_WEIGHTS.filter(
  (weight) => weight !== "max",
);

/** What became of each stack, from one trace to the other. */
export function CompareFlame() {
  const { window: range } = route.value;
  const kind = oneOf(PROFILE_KINDS, route.value.kind) ?? "blocking";
  const weight = oneOf(WEIGHTS, route.value.weight) ?? "total";
  const { data, error } = useApi<ProfileDifference>(
    apiUrl("/api/compare-profile", { ...windowQuery(range), kind, weight }),
  );
  return (
    <Card
      title="Flame graph of the difference"
      note="as wide as the larger of both, per second"
      class="span-12"
    >
      <div class="flame-bar">
        <KindSwitch kind={kind} onChange={(to) => navigate({ kind: to })} />
        <WeightSwitch
          weight={weight}
          weights={WEIGHTS}
          onChange={(to) => navigate({ weight: to })}
        />
        <Shades />
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="profiles" />
      ) : (
        <Graph difference={data} />
      )}
    </Card>
  );
}

/** What the colours mean; the boxes say the same with a sign. */
function Shades() {
  const shades = [
    [-1, "\u2212 gone"],
    [-0.5, "half"],
    [0, "same"],
    [0.5, "double"],
    [1, "+ new"],
  ] as const;
  return (
    <span class="shades" aria-label="Colours">
      {shades.map(([share, text]) => {
        const { fill, ink } = differenceColour(theme.value, share);
        return (
          <span key={text} style={{ background: fill, color: ink }}>
            {text}
          </span>
        );
      })}
    </span>
  );
}

function Graph({ difference }: { readonly difference: ProfileDifference }) {
  const tree = useMemo(() => differenceTree(difference), [difference]);
  const words = useMemo(() => differenceWords(difference, tree), [difference]);
  const why = whyNone(difference, tree.totals[ROOT]);
  if (why !== null) return <Empty>{why}</Empty>;
  return (
    <>
      <Lacking difference={difference} />
      <FlameOf
        tree={tree}
        words={words}
        label={`${KIND_LABEL[difference.kind]}, difference by stack`}
      />
    </>
  );
}

function whyNone(difference: ProfileDifference, width: number): string | null {
  const { kind, first, second, comparable, events } = difference;
  const name = KIND_LABEL[kind];
  if (!comparable)
    return `The traces measured ${name} differently, so there is no difference to tell. A: ${first.source}. B: ${second.source}.`;
  if (!first.recorded && !second.recorded)
    return `${name}: recorded in neither trace, they have no ${events.join(" or ")}.`;
  return width === 0 ? `${name}: none in either trace.` : null;
}

/** What only one trace records looks new or gone, and is neither. */
function Lacking({ difference }: { readonly difference: ProfileDifference }) {
  const { first, second, kind, events } = difference;
  if (first.recorded && second.recorded) return null;
  if (kind === "time") return null;
  return (
    <p class="notice" role="note">
      {first.recorded ? "B" : "A"} did not record {events.join(" or ")}: that
      nothing is there says nothing.
    </p>
  );
}
