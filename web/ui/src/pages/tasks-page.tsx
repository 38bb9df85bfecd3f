import type { Tasks, TaskType } from "../api/annotations";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { Empty } from "../components/notice";
import { formatCount } from "../format/number";
import {
  ChosenFilters,
  shownOf,
  TASK_COLUMNS,
  TypesCards,
} from "./annotation-parts";
import { AnnotationsPage } from "./annotations-page";

/** The tasks that the program named: how many of which type, how long, and the longest of them. */
export function TasksPage() {
  return (
    <AnnotationsPage<Tasks>
      page="tasks"
      title="Tasks"
      note="operations that the program named"
      placeholder="Text anywhere in a task"
      cards={(tasks) =>
        tasks.recorded ? <Cards tasks={tasks} /> : <NoTasks />
      }
    />
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
