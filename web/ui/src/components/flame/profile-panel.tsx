import { useState } from "preact/hooks";
import { apiUrl, isSingleFile, windowQuery } from "../../api/client";
import {
  PROFILE_KINDS,
  PROFILE_WEIGHTS,
  type Profile,
  type ProfileKind,
  type ProfileWeight,
} from "../../api/profile";
import { useApi } from "../../api/use-api";
import type { ThreadGrouping } from "../../url/state";
import type { ThreadId, TimeRange } from "../../units";
import { Empty, Failure, Loading } from "../notice";
import { formatAmount, KIND_LABEL, WEIGHT_LABEL } from "./amounts";
import { FlameGraph } from "./flame-graph";

export interface ProfilePanelProps {
  /** Null for the whole trace. */
  readonly range: TimeRange | null;
  readonly by: ThreadGrouping;
  /** Null for all threads. */
  readonly group: string | null;
  /** Null for those of the group. */
  readonly thread: ThreadId | null;
  readonly initialKind?: ProfileKind;
}

/** Where threads waited or ran in a window, small enough for a drawer: kinds and a flame graph. Keeps its own choice. */
export function ProfilePanel(props: ProfilePanelProps) {
  const { range, by, group, thread } = props;
  const [kind, setKind] = useState<ProfileKind>(
    props.initialKind ?? "blocking",
  );
  const [weight, setWeight] = useState<ProfileWeight>("total");
  const query = { ...windowQuery(range), by, group, thread, kind };
  const { data, error } = useApi<Profile>(
    apiUrl("/api/profile", { ...query, weight }),
  );
  return (
    <section class="profile-panel" aria-label="Profile">
      <div class="flame-bar">
        <KindSwitch kind={kind} onChange={setKind} />
        <WeightSwitch weight={weight} onChange={setWeight} />
        <PprofLink query={query} />
      </div>
      {error !== null ? (
        <Failure message={error} />
      ) : data === null ? (
        <Loading what="profile" />
      ) : (
        <ProfileGraph profile={data} isCompact />
      )}
    </section>
  );
}

interface ProfileGraphProps {
  readonly profile: Profile;
  readonly isCompact?: boolean;
}

/** The flame graph of a profile, or why there is none. */
export function ProfileGraph({ profile, isCompact }: ProfileGraphProps) {
  const name = KIND_LABEL[profile.kind];
  if (!profile.recorded) {
    return (
      <Empty>
        Not recorded: the recording has no {profile.events.join(" or ")}. Record
        with detail=full to have all of them.
      </Empty>
    );
  }
  if (profile.total === 0) {
    return (
      <Empty>
        {profile.all === 0
          ? `${name}: none in this window and of these threads.`
          : `No stack matches the filter; without it there is ${formatAmount(profile.all, profile.unit)}.`}
      </Empty>
    );
  }
  return (
    <FlameGraph
      profile={profile}
      label={`${name} by stack, ${WEIGHT_LABEL[profile.weight].toLowerCase()}`}
      maxHeight={isCompact ? 260 : undefined}
      isCompact={isCompact}
    />
  );
}

interface KindSwitchProps {
  readonly kind: ProfileKind;
  /** What there is to choose from. */
  readonly kinds?: readonly ProfileKind[];
  readonly onChange: (kind: ProfileKind) => void;
}

export function KindSwitch({
  kind,
  kinds = PROFILE_KINDS,
  onChange,
}: KindSwitchProps) {
  return (
    <div class="switch switch-wide" role="group" aria-label="Kind of profile">
      {kinds.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === kind}
          onClick={() => onChange(each)}
        >
          {KIND_LABEL[each]}
        </button>
      ))}
    </div>
  );
}

interface WeightSwitchProps {
  readonly weight: ProfileWeight;
  /** What there is to choose from. */
  readonly weights?: readonly ProfileWeight[];
  readonly onChange: (weight: ProfileWeight) => void;
}

export function WeightSwitch({
  weight,
  weights = PROFILE_WEIGHTS,
  onChange,
}: WeightSwitchProps) {
  return (
    <div class="switch" role="group" aria-label="Weighted by">
      {weights.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === weight}
          onClick={() => onChange(each)}
        >
          {WEIGHT_LABEL[each]}
        </button>
      ))}
    </div>
  );
}

/** A download of the profile for `go tool pprof`; a single file has none. */
export function PprofLink({
  query,
}: {
  readonly query: Parameters<typeof apiUrl>[1];
}) {
  if (isSingleFile()) return null;
  return (
    <a
      class="button"
      href={apiUrl("/export/profile.pb.gz", query)}
      download=""
      title="For go tool pprof and whatever else reads its format"
    >
      pprof ↓
    </a>
  );
}
