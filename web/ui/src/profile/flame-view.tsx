import { FlameFrame } from "../components/flame/flame-graph";
import { isFrame } from "../api/profile";
import { Card } from "../components/card";
import { Empty } from "../components/notice";
import type { FlameAnswer, ProfileFacts } from "./answers";
import { Ask } from "./ask";
import { DiffLegend } from "./diff-legend";
import { openMenu } from "./refine-menu";
import { go, place, questionUrl } from "./route";
import { useProfileFlame } from "./use-profile-flame";
import { chosenType } from "./values";

/** The flame graph of the whole profile, or turned about a function. */
export function FlameView({ facts }: { readonly facts: ProfileFacts }) {
  return (
    <Ask<FlameAnswer> url={questionUrl("/api/pprof/flame")} what="flame graph">
      {(answer) =>
        answer.flame.nodes.total[0] === 0 ? (
          <Empty>{whyEmpty()}</Empty>
        ) : (
          <Graph answer={answer} facts={facts} />
        )
      }
    </Ask>
  );
}

function whyEmpty(): string {
  const { pivot, settings } = place.value;
  if (pivot !== "") return `No stack has a function that matches ${pivot}.`;
  return Object.keys(settings).length > 0
    ? "No sample is left by the filters, or none has a value of this type."
    : "No sample has a value of this type.";
}

interface GraphProps {
  readonly answer: FlameAnswer;
  readonly facts: ProfileFacts;
}

function Graph({ answer, facts }: GraphProps) {
  const { search } = place.value;
  const flame = useProfileFlame(answer, facts, search);
  return (
    <Card
      title="Flame graph"
      note={
        answer.callers === null
          ? "callers above callees; a click turns the graph about a function"
          : "who called it above, what it called below"
      }
    >
      {facts.isDifference && (
        <DiffLegend>
          <span>Boxes are as wide as what became more and less together.</span>
        </DiffLegend>
      )}
      <FlameFrame
        flame={flame}
        search={search}
        onSearch={(text) => go({ search: text }, "replace")}
        label={`${chosenType(facts).name} by stack`}
        maxHeight={Math.max(320, window.innerHeight - 320)}
        onMenu={(node, x, y) => {
          if (isFrame(flame.tree.kinds[node]))
            openMenu(flame.tree.texts[node], x, y);
        }}
      />
    </Card>
  );
}
