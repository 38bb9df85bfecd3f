/** Perfetto accepts only these characters in a title; all others become a space. */
export function perfettoTitle(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9.\-_#:/?=&;%+$ ]+/g, " ").trim();
  return clean === "" ? "jtrace" : clean.slice(0, 200);
}
