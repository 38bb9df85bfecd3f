import { apiUrl, windowQuery } from "../api/client";
import type { Tasks, TaskType } from "../api/annotations";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Empty, Failure, Loading } from "../components/notice";
import { formatCount } from "../format/number";
import { navigate, route } from "../url/router";
import {
  ChosenFilters,
  shownOf,
  TASK_COLUMNS,
  TypesCards,
} from "./annotation-parts";

const LISTED = 200;

/** The tasks that the program named: how many of which type, how long, and the longest of them. */
export function TasksPage() {
  const { window: range, type, lengths, query } = route.value;
  const { data, error } = useApi<Tasks>(
    apiUrl("/api/tasks", {
      ...windowQuery(range),
      type,
      min: lengths?.from,
      max: lengths?.to,
      q: query,
      limit: LISTED,
    }),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="tasks" />;
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>Tasks</h1>
        <span class="muted">operations that the program named</span>
        <input
          class="filter"
          type="search"
          placeholder="Text anywhere in a task"
          aria-label="Filter tasks by text"
          value={query}
          onInput={(event) =>
            navigate({ query: event.currentTarget.value }, "replace")
          }
        />
      </div>
      {data.recorded ? <Cards tasks={data} /> : <NoTasks />}
    </div>
  );
}

function NoTasks() {
  return (
    <Card title="No tasks" class="span-12">
      <Empty>The program named no tasks: it can with io.jtrace.api.Task.</Empty>
    </Card>
  );
}

function Cards({ tasks }: { readonly tasks: Tasks }) {
  return (
    <>
      <TypesCards
        page="tasks"
        of="tasks"
        types={tasks.types}
        more={OPEN_COLUMNS}
      />
      <Card
        title="Tasks"
        note={shownOf(tasks.tasks.length, tasks.count)}
        class="span-12"
      >
        <ChosenFilters />
        <DataTable
          caption="Tasks"
          columns={TASK_COLUMNS}
          rows={tasks.tasks}
          rowKey={(task) => task.task}
          empty="No task matches the filters."
          canCopy
        />
      </Card>
    </>
  );
}

const OPEN_COLUMNS: readonly Column<TaskType>[] = [
  {
    key: "open",
    label: "Open",
    isNumber: true,
    hint: "Began before the recording, or had not ended when it did",
    value: (row) => row.open,
    show: (row) => (row.open === 0 ? "–" : formatCount(row.open)),
  },
];
