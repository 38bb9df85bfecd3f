import type { ComponentChildren } from "preact";
import { useApi } from "../api/use-api";
import { Failure, Loading } from "../components/notice";

interface AskProps<Answer> {
  readonly url: string;
  readonly what: string;
  readonly children: (answer: Answer) => ComponentChildren;
}

/** Asks and shows the answer, with what the user should know beside. */
export function Ask<Answer extends { readonly remarks: readonly string[] }>({
  url,
  what,
  children,
}: AskProps<Answer>) {
  const { data, error, isLoading } = useApi<Answer>(url);
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what={what} />;
  return (
    <div class="profile-answer" aria-busy={isLoading}>
      {data.remarks.map((remark) => (
        <p key={remark} class="notice notice-remark" role="status">
          {remark}
        </p>
      ))}
      {children(data)}
    </div>
  );
}
