import { apiUrl, windowQuery, type Query } from "../api/client";
import {
  DELAY_KINDS,
  PROFILE_KINDS,
  PROFILE_WEIGHTS,
  REGION_KINDS,
  type LongestWaits,
  type Profile,
  type ProfileKind,
} from "../api/profile";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import {
  KindSwitch,
  PprofLink,
  ProfileGraph,
  WeightSwitch,
} from "../components/flame/profile-panel";
import { graphNote, headLine } from "../components/flame/profile-words";
import { Failure, Loading } from "../components/notice";
import { navigate, route } from "../url/router";
import { oneOf, threadGrouping, type UrlState } from "../url/state";
import { BlockingFilters } from "./blocking-filters";
import { FlatCard, WaitsCard } from "./blocking-tables";

/** Where threads waited, ran or allocated: by stack, by method, and the longest waits one by one. */
export function BlockingPage({ facts }: { readonly facts: TraceFacts }) {
  const state = route.value;
  const region = state.type;
  const kinds = region === null ? PROFILE_KINDS : REGION_KINDS;
  const kind = oneOf<ProfileKind>(kinds, state.kind) ?? kinds[0];
  const weight = oneOf(PROFILE_WEIGHTS, state.weight) ?? "total";
  const query = { ...threadsQuery(state), region };
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
    isDelay && region === null
      ? apiUrl("/api/waits", { ...query, kind })
      : null,
  );
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Blocking</h1>
        <span class="muted">{profile.data && headLine(profile.data)}</span>
        {region !== null && <OfRegion region={region} />}
      </div>
      <div class="flame-bar span-12">
        <KindSwitch
          kind={kind}
          kinds={kinds}
          onChange={(to) => navigate({ kind: to })}
        />
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

/** Says that only time inside regions counts, with a button that takes this away. */
function OfRegion({ region }: { readonly region: string }) {
  return (
    <span class="chip">
      only in the region <span class="mono">{region}</span>
      <button
        type="button"
        class="button"
        onClick={() => navigate({ type: null, kind: null })}
      >
        Show all
      </button>
    </span>
  );
}

/** The window and the threads of the address, as questions have them. */
export function threadsQuery(state: UrlState): Query {
  return {
    ...windowQuery(state.window),
    by: threadGrouping(state.by),
    group: state.group,
    thread: state.thread,
  };
}
