import type { Deadlock, DeadlockMember } from "../api/locks";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { FoldedStack, stackText } from "../components/folded-stack";
import { Link } from "../components/link";
import { When } from "../components/table-cells";
import { threadColumn } from "../components/thread-columns";
import type { Nanos } from "../units";
import { formatDuration, formatInstant } from "../format/time";

/** Threads that wait for each other, each with its lock, the owner and where it waits. */
export function DeadlocksCard({
  deadlocks,
}: {
  readonly deadlocks: readonly Deadlock[];
}) {
  return (
    <Card
      title="Deadlocks"
      note="each thread waits for the next, the last for the first"
      class="span-12"
    >
      {deadlocks.map((deadlock, i) => (
        <section key={i} aria-label={`Deadlock ${i + 1}`}>
          <p class="deadlock-line">
            <strong class="deadlock-mark">Deadlock</strong> of{" "}
            {deadlock.members.length} threads,{" "}
            <When
              range={deadlock}
              thread={deadlock.members[0].thread}
              text={sinceOf(deadlock.from, deadlock.beginSeen)}
            />
            , seen for {formatDuration(deadlock.to - deadlock.from)} ·{" "}
            <Link to={{ page: "locks", at: deadlock.from }}>
              graph of that instant
            </Link>
          </p>
          <DataTable
            caption={`Threads of deadlock ${i + 1}`}
            columns={columnsOf(deadlock)}
            rows={deadlock.members}
            rowKey={({ thread }) => thread}
            empty=""
            canCopy
          />
        </section>
      ))}
    </Card>
  );
}

/** A status proves no more than that threads wait since then. */
function sinceOf(nanos: Nanos, isBeginSeen: boolean): string {
  return `${isBeginSeen ? "since" : "seen since"} ${formatInstant(nanos)}`;
}

function columnsOf({ members }: Deadlock): readonly Column<DeadlockMember>[] {
  const ownerOf = (member: DeadlockMember) =>
    members[(members.indexOf(member) + 1) % members.length].name;
  return [
    threadColumn(),
    {
      key: "lock",
      label: "Waits for",
      value: ({ lock }) => lock,
      show: ({ lock, address }) => (
        <span class="mono">
          {lock ?? "(lock not recorded)"}
          {address !== null && <span class="muted">@{address}</span>}
        </span>
      ),
    },
    { key: "owner", label: "Owned by", value: ownerOf },
    {
      key: "since",
      label: "Waits",
      value: ({ since }) => since,
      show: ({ since, beginSeen }) => sinceOf(since, beginSeen),
    },
    {
      key: "stack",
      label: "In",
      value: ({ stack }) => stackText(stack),
      show: ({ stack }) => <FoldedStack frames={stack} />,
    },
  ];
}
