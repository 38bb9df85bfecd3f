import { go, place } from "./route";

/** The functions that a view is about: a regular expression that counts when Enter is pressed or the field is left. */
export function QueryField({ hint }: { readonly hint: string }) {
  return (
    <label class="filter-field">
      Functions
      <input
        class="filter query-field"
        type="search"
        placeholder="regex…"
        aria-label={`Functions: ${hint}`}
        title={hint}
        value={place.value.query}
        onChange={(event) => go({ query: event.currentTarget.value })}
      />
    </label>
  );
}
