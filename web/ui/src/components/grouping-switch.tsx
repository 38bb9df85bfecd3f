import { GROUPINGS, type Grouping } from "../url/state";

const LABEL: Record<Grouping, string> = {
  name: "Name pattern",
  startSite: "Start site",
  kind: "Kind",
};

interface GroupingSwitchProps {
  readonly by: Grouping;
  readonly onChange: (by: Grouping) => void;
}

/** Chooses what makes threads a group. */
export function GroupingSwitch({ by, onChange }: GroupingSwitchProps) {
  return (
    <div class="switch" role="group" aria-label="Group threads by">
      {GROUPINGS.map((grouping) => (
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
