import { useEffect, useState } from "preact/hooks";
import { getJson, isAbort, messageOf } from "./client";
import { traceVersion } from "./trace";

export interface Answer<T> {
  /** The latest answer. Kept while a newer one is under way, so that pages do not flicker. */
  readonly data: T | null;
  readonly error: string | null;
  readonly isLoading: boolean;
}

/** Loads `url` and loads again when it or the trace changes; null loads nothing. A request that is overtaken is aborted. */
export function useApi<T>(url: string | null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({
    data: null,
    error: null,
    isLoading: true,
  });
  const version = traceVersion.value;
  useEffect(() => {
    if (url === null) {
      setAnswer({ data: null, error: null, isLoading: false });
      return;
    }
    const abort = new AbortController();
    setAnswer((old) => ({ ...old, isLoading: true }));
    getJson<T>(url, abort.signal).then(
      (data) => setAnswer({ data, error: null, isLoading: false }),
      (error: unknown) => {
        if (!isAbort(error))
          setAnswer({ data: null, error: messageOf(error), isLoading: false });
      },
    );
    return () => abort.abort();
  }, [url, version]);
  return answer;
}
