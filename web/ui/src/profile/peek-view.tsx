import { Card } from "../components/card";
import { Empty } from "../components/notice";
import { formatCount } from "../format/number";
import type { Call, PeekAnswer, PeekEntry, ProfileFacts } from "./answers";
import { Ask } from "./ask";
import { EntryName } from "./entry-name";
import { QueryField } from "./query-field";
import { place, questionUrl } from "./route";
import { Value } from "./value-cell";
import { formatSignedShare } from "./values";

/** Entries with who called them above and what they called below, and what the calls took. */
export function PeekView({ facts }: { readonly facts: ProfileFacts }) {
  return (
    <>
      <QueryField hint="functions to show, with their callers and callees" />
      <Ask<PeekAnswer> url={questionUrl("/api/pprof/peek")} what="calls">
        {(answer) => (
          <Card title="Peek" note={noteOf(answer)}>
            {answer.entries.length === 0 ? (
              <Empty>Nothing matches {place.value.query}.</Empty>
            ) : (
              <Calls answer={answer} facts={facts} />
            )}
          </Card>
        )}
      </Ask>
    </>
  );
}

function noteOf({ count, entries }: PeekAnswer): string {
  const listed = formatCount(entries.length);
  return count > entries.length
    ? `${listed} of ${formatCount(count)} that match`
    : `${listed} ${count === 1 ? "entry" : "entries"}, callers above and callees below each`;
}

interface CallsProps {
  readonly answer: PeekAnswer;
  readonly facts: ProfileFacts;
}

function Calls({ answer, facts }: CallsProps) {
  return (
    <div class="table-scroll">
      <table class="peek">
        <caption class="off-screen">Callers and callees</caption>
        <thead>
          <tr>
            <th class="number">Flat</th>
            <th class="number">Cum</th>
            <th class="number">Cum %</th>
            <th class="number">Calls</th>
            <th class="number">Calls %</th>
            <th>Name</th>
          </tr>
        </thead>
        {answer.entries.map((entry) => (
          <EntryRows
            key={entry.name}
            entry={entry}
            total={answer.total}
            facts={facts}
          />
        ))}
      </table>
    </div>
  );
}

interface EntryRowsProps {
  readonly entry: PeekEntry;
  readonly total: number;
  readonly facts: ProfileFacts;
}

function EntryRows({ entry, total, facts }: EntryRowsProps) {
  const rowOf = (call: Call) => (
    <tr key={call.name}>
      <td colSpan={3} />
      <td class="number">
        <Value value={call.weight} facts={facts} />
      </td>
      <td class="number">{formatSignedShare(call.weight, entry.cum)}</td>
      <td class="peek-call">
        <EntryName name={call.name} mark={call.isInline ? "(inline)" : null} />
      </td>
    </tr>
  );
  return (
    <tbody>
      {entry.callers.map(rowOf)}
      <tr class="peek-entry">
        <td class="number">
          <Value value={entry.flat} facts={facts} />
        </td>
        <td class="number">
          <Value value={entry.cum} facts={facts} />
        </td>
        <td class="number">{formatSignedShare(entry.cum, total)}</td>
        <td colSpan={2} />
        <td>
          <EntryName name={entry.name} mark={entry.mark} />
        </td>
      </tr>
      {entry.callees.map(rowOf)}
    </tbody>
  );
}
