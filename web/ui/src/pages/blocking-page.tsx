import { apiUrl, windowQuery, type Query } from "../api/client";
import {
  DELAY_KINDS,
  PROFILE_KINDS,
  PROFILE_WEIGHTS,
  type LongestWaits,
  type Profile,
} from "../api/profile";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { formatAmount } from "../components/flame/amounts";
import {
  KindSwitch,
  PprofLink,
  ProfileGraph,
  WeightSwitch,
} from "../components/flame/profile-panel";
import { Failure, Loading } from "../components/notice";
import { formatCount } from "../format/number";
import { navigate, route } from "../url/router";
import { oneOf, threadGrouping, type UrlState } from "../url/state";
import { BlockingFilters } from "./blocking-filters";
import { FlatCard, WaitsCard } from "./blocking-tables";

/** Where threads waited, ran or allocated: by stack, by method, and the longest waits one by one. */
export function BlockingPage({ facts }: { readonly facts: TraceFacts }) {
  const state = route.value;
  const kind = oneOf(PROFILE_KINDS, state.kind) ?? "blocking";
  const weight = oneOf(PROFILE_WEIGHTS, state.weight) ?? "total";
  const query = threadsQuery(state);
  const profile = useApi<Profile>(
    apiUrl("/api/profile", {
      ...query,
      kind,
      weight,
      focus: state.focus,
      hide: state.hide,
    }),
  );
  const isDelay = oneOf(DELAY_KINDS, kind) !== null;
  const waits = useApi<LongestWaits>(
    isDelay ? apiUrl("/api/waits", { ...query, kind }) : null,
  );
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Blocking</h1>
        <span class="muted">{profile.data && headLine(profile.data)}</span>
      </div>
      <div class="flame-bar span-12">
        <KindSwitch kind={kind} onChange={(to) => navigate({ kind: to })} />
        <WeightSwitch
          weight={weight}
          onChange={(to) => navigate({ weight: to })}
        />
        <BlockingFilters threadCount={facts.threadCount} />
        <PprofLink query={{ ...query, kind }} />
      </div>
      {profile.error !== null ? (
        <Failure message={profile.error} />
      ) : profile.data === null ? (
        <Loading what="profile" />
      ) : (
        <>
          <Card
            title="Flame graph"
            note={graphNote(profile.data)}
            class="span-12"
          >
            <ProfileGraph profile={profile.data} />
          </Card>
          {isDelay && waits.data !== null && (
            <WaitsCard waits={waits.data} error={waits.error} />
          )}
          <FlatCard profile={profile.data} isWide={!isDelay} />
        </>
      )}
    </div>
  );
}

function threadsQuery(state: UrlState): Query {
  return {
    ...windowQuery(state.window),
    by: threadGrouping(state.by),
    group: state.group,
    thread: state.thread,
  };
}

function headLine(profile: Profile): string {
  if (!profile.recorded) return "not recorded";
  const all = formatAmount(profile.all, profile.unit);
  const of =
    profile.weight === "total" && profile.unit !== "samples"
      ? ` in ${formatCount(profile.count)} ${profile.unit === "nanos" && profile.kind !== "cpu" ? "waits" : "samples"}`
      : "";
  return `${all}${of} · ${profile.source}`;
}

function graphNote(profile: Profile): string {
  const widths =
    profile.weight === "max"
      ? "widths compare the longest of each branch with its neighbours"
      : "widths add up";
  const merged =
    profile.smallerThan === null
      ? ""
      : `; under ${formatAmount(profile.smallerThan, profile.unit)} is merged`;
  return `callers above callees, ${widths}${merged}`;
}
