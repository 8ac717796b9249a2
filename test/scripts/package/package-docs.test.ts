import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { asPackagePage, packageDocs } from "#scripts/package/package-docs.ts";

const pages = Object.entries(packageDocs).filter(([source]) => source.endsWith(".md"));

/** The targets of a page's links to other files, without those to the web. */
function linksOf(page: string): string[] {
  return [...page.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) =>
    /^(https?:|#)/.test(target) ? [] : [target],
  );
}

describe("asPackagePage", () => {
  test("leads to where the package has a file, and leaves the words of a link to what it has not", () => {
    const text =
      "[schema](report.schema.json), [how](../scenarios/README.md#keys), [why](contract.md), [web](https://example.com/a), [here](#x)";

    expect(asPackagePage(text, "docs/ci.md")).toBe(
      "[schema](../report.schema.json), [how](../scenarios/README.md#keys), why, [web](https://example.com/a), [here](#x)",
    );
  });

  test.each(pages)("has no dead link in %s", async (source, shipped) => {
    const page = asPackagePage(await readFile(source, "utf8"), source);
    const targets = linksOf(page).map((link) => posix.join(posix.dirname(shipped), link.replace(/#.*$/, "")));

    expect(targets.filter((target) => !Object.values(packageDocs).includes(target))).toEqual([]);
  });

  test("has every page that a message of the sources names", async () => {
    const folders = ["curl", "explain", "harness", "library", "mock-server", "redact"].filter((name) =>
      existsSync(name),
    );
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => posix.join(folder, file)),
    );
    const lines = files
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => readFileSync(file, "utf8").split("\n"))
      .filter((line) => !/^\s*(\*|\/\*|\/\/)/.test(line));
    const named = lines.flatMap((line) => line.match(/\b(?:docs|scenarios)\/[\w-]+\.md\b/g) ?? []);

    expect(named).toContain("docs/exit-codes.md");
    expect(named.filter((page) => !Object.values(packageDocs).includes(page))).toEqual([]);
  });
});

describe("the package's README", () => {
  const source = "scripts/package/shipped/README.md";

  test("leads to every page of the package", async () => {
    const links = linksOf(asPackagePage(await readFile(source, "utf8"), source));

    expect(new Set([...links, "README.md"])).toEqual(new Set(Object.values(packageDocs)));
  });

  test("tells nobody to do what only a clone can", async () => {
    const lines = (await readFile(source, "utf8")).split("\n");

    expect(lines.filter((line) => /^ {4}npm |npm ci|npm install/.test(line))).toEqual([]);
  });
});
