import type { ComponentChildren } from "preact";

/** A sentence in place of content that is not there yet, or at all. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p class="notice" role="status">
      Loading the {what}…
    </p>
  );
}

export function Failure({ message }: { readonly message: string }) {
  return (
    <p class="notice notice-failure" role="alert">
      {message}
    </p>
  );
}

export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <p class="notice notice-empty">{children}</p>;
}
