import type { ComponentChildren } from "preact";
import { isPlainClick } from "../url/address";
import { hrefOf, navigate, pageState, route } from "../url/router";
import type { UrlState } from "../url/state";

interface LinkProps {
  readonly to: Partial<UrlState>;
  readonly class?: string;
  readonly title?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link inside the viewer. It is a true `<a href>`, so that opening in a new tab and copying the address work. */
export function Link({
  to,
  class: className,
  title,
  current,
  children,
}: LinkProps) {
  void route.value; // The address depends on the time window in the current one.
  const target = pageState(to);
  const onClick = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    navigate(target);
  };
  return (
    <a
      href={hrefOf(target)}
      class={className}
      title={title}
      aria-current={current ? "page" : undefined}
      onClick={onClick}
    >
      {children}
    </a>
  );
}
