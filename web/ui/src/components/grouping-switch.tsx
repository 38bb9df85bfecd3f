import { THREAD_GROUPINGS, type ThreadGrouping } from "../url/state";

const LABEL: Record<ThreadGrouping, string> = {
  name: "Name pattern",
  startSite: "Start site",
  kind: "Kind",
};

interface GroupingSwitchProps {
  readonly by: ThreadGrouping;
  readonly onChange: (by: ThreadGrouping) => void;
}

/** Chooses what makes threads a group. */
export function GroupingSwitch({ by, onChange }: GroupingSwitchProps) {
  return (
    <div class="switch" role="group" aria-label="Group threads by">
      {THREAD_GROUPINGS.map((grouping) => (
        <button
          key={grouping}
          type="button"
          aria-pressed={grouping === by}
          onClick={() => onChange(grouping)}
        >
          {LABEL[grouping]}
        </button>
      ))}
    </div>
  );
}
