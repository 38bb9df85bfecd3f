import { traceStatus } from "../api/trace";

/** Says quietly that the recording grows and the page with it. Shows nothing for a finished one. */
export function FollowingBadge() {
  const status = traceStatus.value;
  if (status === null || !status.following) return null;
  const problem = status.problem;
  return (
    <span
      class={problem === null ? "following" : "following following-stuck"}
      data-testid="following"
      title={problem ?? "The recording is read again whenever it has grown."}
    >
      following
    </span>
  );
}
