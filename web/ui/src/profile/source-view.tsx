import { Card } from "../components/card";
import { Empty } from "../components/notice";
import { formatCount } from "../format/number";
import type {
  ProfileFacts,
  Routine,
  SourceAnswer,
  SourceLine,
  TopAnswer,
} from "./answers";
import { Ask } from "./ask";
import { PlaceLink } from "./entry-name";
import { QueryField } from "./query-field";
import { exactly, functionOf } from "./refine";
import { place, questionUrl, viewState } from "./route";
import { Value } from "./value-cell";
import { formatSignedShare } from "./values";

const SUGGESTED = 30;

/** The lines of functions with what each took. */
export function SourceView({ facts }: { readonly facts: ProfileFacts }) {
  return (
    <>
      <QueryField hint="functions whose source to show" />
      {place.value.query === "" ? (
        <Suggestions facts={facts} />
      ) : (
        <Ask<SourceAnswer> url={questionUrl("/api/pprof/source")} what="source">
          {(answer) => <Routines answer={answer} facts={facts} />}
        </Ask>
      )}
    </>
  );
}

/** All source at once would be too much: those that took most are a beginning. */
function Suggestions({ facts }: { readonly facts: ProfileFacts }) {
  return (
    <Ask<TopAnswer> url={questionUrl("/api/pprof/top")} what="functions">
      {(answer) => (
        <Card title="Source" note="choose a function, or write a regexp">
          <ul class="suggestions">
            {answer.rows.slice(0, SUGGESTED).map((row) => (
              <li key={row.name}>
                <span class="number">
                  <Value value={row.flat} facts={facts} />
                </span>
                <PlaceLink
                  class="mono ellipsis"
                  to={viewState("source", { query: exactly(nameOf(row.name)) })}
                >
                  {row.name}
                </PlaceLink>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Ask>
  );
}

function nameOf(entry: string): string {
  return functionOf(entry, place.value.settings.g ?? "");
}

interface RoutinesProps {
  readonly answer: SourceAnswer;
  readonly facts: ProfileFacts;
}

function Routines({ answer, facts }: RoutinesProps) {
  if (answer.count === 0)
    return <Empty>No function matches {place.value.query}.</Empty>;
  return (
    <>
      {answer.count > answer.routines.length && (
        <p class="muted">
          {formatCount(answer.routines.length)} of {formatCount(answer.count)}{" "}
          functions, those that took most
        </p>
      )}
      {answer.routines.map((routine) => (
        <RoutineCard
          key={`${routine.name} ${routine.file ?? ""}`}
          routine={routine}
          answer={answer}
          facts={facts}
        />
      ))}
    </>
  );
}

interface RoutineCardProps extends RoutinesProps {
  readonly routine: Routine;
}

function RoutineCard({ routine, answer, facts }: RoutineCardProps) {
  const isFound = routine.lines.some(({ text }) => text !== null);
  return (
    <Card
      title={routine.name}
      note={routine.file ?? "the profile names no file"}
      class="source-card"
    >
      <p class="muted">
        <Value value={routine.flat} facts={facts} /> itself,{" "}
        <Value value={routine.cum} facts={facts} /> with what it called,{" "}
        {formatSignedShare(routine.cum, answer.total)} of all
      </p>
      {!isFound && routine.file !== null && (
        <p class="notice notice-remark">
          There is no such file below {answer.searchPath}: --source-path says
          where sources are.
        </p>
      )}
      <Lines lines={routine.lines} name={routine.name} facts={facts} />
    </Card>
  );
}

interface LinesProps {
  readonly lines: readonly SourceLine[];
  readonly name: string;
  readonly facts: ProfileFacts;
}

function Lines({ lines, name, facts }: LinesProps) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={name}>
      <table class="source">
        <caption class="off-screen">Lines of {name}</caption>
        <thead>
          <tr>
            <th class="number">Flat</th>
            <th class="number">Cum</th>
            <th class="number">Line</th>
            <th>Source</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr
              key={line.number}
              class={line.cum === 0 ? undefined : "source-hot"}
            >
              <td class="number">
                <Value value={line.flat} facts={facts} />
              </td>
              <td class="number">
                <Value value={line.cum} facts={facts} />
              </td>
              <td class="number muted">
                {line.number === 0 ? "?" : line.number}
              </td>
              <td class="mono source-text">{line.text ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
