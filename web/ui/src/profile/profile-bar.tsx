import { apiUrl, isSingleFile } from "../api/client";
import { ThemeButton } from "../components/theme-button";
import { Dropdown } from "../components/dropdown";
import type { ProfileFacts } from "./answers";
import { PlaceLink } from "./entry-name";
import { go, place, set, viewState } from "./route";
import { parametersOf, START, type View } from "./state";

export const TABS: readonly {
  readonly view: View;
  readonly label: string;
}[] = [
  { view: "flamegraph", label: "Flame graph" },
  { view: "graph", label: "Graph" },
  { view: "top", label: "Top" },
  { view: "peek", label: "Peek" },
  { view: "source", label: "Source" },
];

interface ProfileBarProps {
  readonly facts: ProfileFacts | null;
  readonly onHelp: () => void;
}

export function ProfileBar({ facts, onHelp }: ProfileBarProps) {
  const tabs = isSingleFile()
    ? TABS.filter(({ view }) => view !== "source")
    : TABS;
  return (
    <header class="top-bar profile-bar">
      <PlaceLink
        to={{ ...START, theme: place.value.theme }}
        class="logo"
        title="The whole profile as flame graph"
      >
        <span class="logo-mark" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        jtrace
      </PlaceLink>
      <nav aria-label="Views">
        {tabs.map(({ view, label }) => (
          <PlaceLink
            key={view}
            to={viewState(view)}
            current={place.value.view === view}
          >
            {label}
          </PlaceLink>
        ))}
      </nav>
      {facts !== null && <TypeMenu facts={facts} />}
      <span class="profile-name ellipsis" title={facts?.name}>
        {facts?.name}
      </span>
      {isSingleFile() ? (
        <span
          class="muted"
          title="Source, tags and the filters of the graph need the profile: open it with jtrace pprof --http."
        >
          Single file
        </span>
      ) : (
        <ExportMenu />
      )}
      <ThemeButton
        onChange={(chosen) =>
          go({ theme: chosen === "auto" ? "" : chosen }, "replace")
        }
      />
      <button
        type="button"
        class="button button-icon"
        title="Help: keys (?)"
        aria-label="Help"
        onClick={onHelp}
      >
        ?
      </button>
    </header>
  );
}

/** Which of the values that samples have is shown. */
function TypeMenu({ facts }: { readonly facts: ProfileFacts }) {
  return (
    <label class="chip type-menu">
      Sample:
      <select
        value={facts.chosen}
        onChange={(event) =>
          set({ si: facts.types[+event.currentTarget.value].name })
        }
      >
        {facts.types.map(({ name, unit }, i) => (
          <option key={name} value={i}>
            {name}
            {unit !== "" && unit !== "count" && ` (${unit})`}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Downloads of what filters leave. */
function ExportMenu() {
  const parameters = parametersOf(place.value);
  return (
    <Dropdown label="Export">
      <li>
        <a href={apiUrl("/export/profile.html", parameters)} download>
          Single file <span class="muted">.html, opens from a disk</span>
        </a>
      </li>
      <li>
        <a href={apiUrl("/export/profile.pb.gz", parameters)} download>
          Profile <span class="muted">.pb.gz, of what filters leave</span>
        </a>
      </li>
      <li>
        <a href={apiUrl("/export/graph.svg", parameters)} download>
          Graph <span class="muted">.svg</span>
        </a>
      </li>
      <li>
        <a href={apiUrl("/export/flamegraph.svg", parameters)} download>
          Flame graph <span class="muted">.svg</span>
        </a>
      </li>
    </Dropdown>
  );
}
