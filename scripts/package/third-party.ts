import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The text of THIRD-PARTY.txt: each package that is built in, with its version, its licence and the licence's text. `inputs`
 * are the files that were bundled, relative to `root`. Rejects when a package says nothing of a licence.
 */
export async function thirdPartyNotices(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const notices = await Promise.all([...folders].map((folder) => noticeOf(join(root, folder))));
  const head = "The code in this package contains the following packages, each under its own licence.\n";
  return [head, ...notices.sort()].join(`\n${"-".repeat(80)}\n\n`);
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${name} ${version} states no licence; it cannot be built in`);
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)(\.|-|$)/i.test(entry));
  const text =
    file === undefined
      ? `It comes without a text of its licence (${license}).\n`
      : await readFile(join(folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.replaceAll("\r\n", "\n").trim()}\n`;
}
