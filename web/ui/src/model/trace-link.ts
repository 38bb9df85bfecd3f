/**
 * The address of a task in the system that keeps distributed traces: `template` with labels of the task in place of their
 * names in braces. Null if the task lacks one of them. Values are encoded, so they stay within the path, query or fragment
 * in which they stand; any scheme but http and https is refused.
 */
export function traceLink(
  template: string | null,
  labels: readonly string[],
): string | null {
  if (template === null || !/^https?:\/\//i.test(template)) return null;
  const values = new Map(
    labels.map((label) => {
      const equals = label.indexOf("=");
      return [label.slice(0, equals), label.slice(equals + 1)] as const;
    }),
  );
  let isComplete = true;
  const link = template.replace(/\{([^{}]+)\}/g, (_, key: string) => {
    const value = values.get(key) ?? "";
    // Dots alone would lead to another folder, however they are encoded.
    if (value === "" || /^\.+$/.test(value)) isComplete = false;
    return encodeURIComponent(value);
  });
  return isComplete ? link : null;
}
