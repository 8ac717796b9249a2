import { posix } from "node:path";

/** Where the package has what its messages and pages name, by the path that it has in the sources. */
export const packageDocs: Readonly<Record<string, string>> = {
  "scripts/package/shipped/README.md": "README.md",
  "docs/ci.md": "docs/ci.md",
  "docs/coverage.md": "docs/coverage.md",
  "docs/exit-codes.md": "docs/exit-codes.md",
  "docs/explain.md": "docs/explain.md",
  "docs/faults.md": "docs/faults.md",
  "docs/library.md": "docs/library.md",
  "docs/live.md": "docs/live.md",
  "docs/mock.md": "docs/mock.md",
  "docs/recordings.md": "docs/recordings.md",
  "scenarios/README.md": "scenarios/README.md",
  "docs/report.schema.json": "report.schema.json",
  "harness/scenario/scenario.schema.json": "scenario.schema.json",
};

/**
 * Gives a page as it stands in the package: a link to what is there leads there, and of a link to what is not, the words are
 * left. `source` is the page's path in the sources.
 */
export function asPackagePage(text: string, source: string): string {
  const here = posix.dirname(packageDocs[source] ?? source);
  return text.replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, (link, words: string, target: string) => {
    if (/^(?:[a-z]+:|#)/.test(target)) return link;
    const [path = "", fragment] = target.split("#");
    const shipped = packageDocs[posix.join(posix.dirname(source), path)];
    if (shipped === undefined) return words;
    return `[${words}](${posix.relative(here, shipped)}${fragment === undefined ? "" : `#${fragment}`})`;
  });
}
