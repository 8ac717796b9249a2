import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Measured, measure, medianOf } from "./measure.ts";

/**
 * How long the built command takes for 1, 200 and 2,000 request scenarios, mock and proxy included, against node that does
 * nothing: whole processes, in turns within one run. `npm run build` comes first.
 */
const bin = resolve(import.meta.dirname, "../dist/bin/genesys-mock.cjs");
const sizes = [1, 200, 2000];
const rounds = Number(process.argv[2] ?? 7);

if (!existsSync(bin)) {
  process.stderr.write(`${bin} is not there; run npm run build first.\n`);
  process.exitCode = 2;
} else {
  const folder = await mkdtemp(join(tmpdir(), "genesys-mock-bench-"));
  try {
    await report(await measureAll(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Results = ReadonlyMap<string, readonly Measured[]>;

async function measureAll(folder: string): Promise<Results> {
  const commands = new Map<string, readonly string[]>([["node -e 0", ["-e", "0"]]]);
  for (const size of sizes) {
    await writeScenarios(join(folder, String(size)), size);
    commands.set(`run, ${size} scenario${size === 1 ? "" : "s"}`, [bin, "run", join(folder, String(size))]);
  }
  const results = new Map<string, Measured[]>([...commands.keys()].map((name) => [name, []]));
  // The first round fills the caches of the system, and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, args] of commands) {
      const measured = await measure(process.execPath, args);
      if (round > 0) results.get(name)?.push(measured);
    }
  }
  return results;
}

/** Launches, each with a body that is checked on both sides. */
async function writeScenarios(folder: string, count: number): Promise<void> {
  await mkdir(folder);
  for (let number = 1; number <= count; number += 1) {
    await writeFile(
      join(folder, `launch-${number}.scenario.yaml`),
      `id: launch-${number}
title: Launch number ${number}
effect: launches
client:
  request: { method: POST, path: /api/v2/flows/executions, body: { flowId: "\${publishedFlow}" } }
expect:
  status: 200
  body: { id: { $uuid: true }, name: Desktop callback }
`,
    );
  }
}

async function report(results: Results): Promise<void> {
  const bare = medianOf((results.get("node -e 0") ?? []).map(({ seconds }) => seconds));
  const lines = [...results].map(([name, all]) => {
    const seconds = medianOf(all.map((one) => one.seconds));
    const megabytes = Math.max(...all.map((one) => one.megabytes));
    return `| ${name} | ${seconds.toFixed(3)} | ${(seconds / bare).toFixed(2)} | ${Math.round(megabytes)} |`;
  });
  const [cpu] = cpus();
  process.stdout.write(
    [
      `node ${process.version}, ${cpus().length} x ${cpu?.model ?? "an unknown processor"}, ${rounds} rounds in turns`,
      "",
      "| command | median, s | to bare node | peak, MB |",
      "| --- | --- | --- | --- |",
      ...lines,
      "",
    ].join("\n"),
  );
}
