import type { StackTag } from "../api/types";

/** Whether a method tells a tag. */
export function isToldBy(tag: StackTag, method: string): boolean {
  return tag.prefixes.some((prefix) => method.startsWith(prefix));
}

/** The tags that a stack tells, in the order of the table. */
export function tagsOf(
  methods: readonly string[],
  table: readonly StackTag[],
): StackTag[] {
  return table.filter((tag) => methods.some((m) => isToldBy(tag, m)));
}
