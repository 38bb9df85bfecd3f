import type { ComponentChildren } from "preact";
import { apiUrl, windowQuery } from "../api/client";
import { useApi } from "../api/use-api";
import { Failure, Loading } from "../components/notice";
import { navigate, route } from "../url/router";

const LISTED = 200;

interface PageProps<Answer> {
  readonly page: "tasks" | "regions";
  readonly title: string;
  readonly note: string;
  readonly placeholder: string;
  readonly cards: (answer: Answer) => ComponentChildren;
}

/** A page of what the program named: asks for what the address lets through, above it a field for text. */
export function AnnotationsPage<Answer>(props: PageProps<Answer>) {
  const { page, title, note, placeholder, cards } = props;
  const { window: range, type, lengths, query } = route.value;
  const { data, error } = useApi<Answer>(
    apiUrl(`/api/${page}`, {
      ...windowQuery(range),
      type,
      min: lengths?.from,
      max: lengths?.to,
      q: query,
      limit: LISTED,
    }),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what={page} />;
  return (
    <div class="page-grid">
      <div class="page-head span-12">
        <h1>{title}</h1>
        <span class="muted">{note}</span>
        <input
          class="filter"
          type="search"
          placeholder={placeholder}
          aria-label={`Filter ${page} by text`}
          value={query}
          onInput={(event) =>
            navigate({ query: event.currentTarget.value }, "replace")
          }
        />
      </div>
      {cards(data)}
    </div>
  );
}
