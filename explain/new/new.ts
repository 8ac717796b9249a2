import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { learnSecrets } from "#explain/find-secrets.ts";
import { type Reading, type ReadRequest, requests, unreadable } from "#explain/read/reading.ts";
import { type Input, readInput } from "#explain/read-input.ts";
import { createOutput, printable, type TextStream } from "#harness/report/output.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { loadOrg } from "#mock-server/seed/load-org.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import { findId } from "./find-id.ts";
import { formatScenario } from "./format-scenario.ts";
import { makeScenario } from "./make-scenario.ts";
import { catalogueFile, type Report, readReport } from "./read-report.ts";
import { defaultFile, findSchema, writeScenario } from "./write-scenario.ts";

/** The options of `new` as they stand on the command line. */
export interface NewArguments {
  readonly fromCurl?: string;
  readonly fromHar?: string;
  /** Id in the catalogue of reports. */
  readonly fromReport?: string;
  readonly id?: string;
  readonly out?: string;
}

/** What the verb needs of the process it runs in. */
export interface NewProcess {
  readonly cwd: string;
  readonly stdin: () => Promise<string>;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
}

/** Of the org that the mock answers from. */
const seed = 1;

/**
 * The verb `new`: writes a scenario that reproduces requests, with what the mock answers as its expectation. Gives the exit
 * code: 0 it is written, 2 it is not.
 */
export async function writeNew(args: NewArguments, around: NewProcess): Promise<number> {
  const redactor = createRedactor();
  const output = createOutput({ ...around, redactor });
  const refuse = (message: string) => {
    output.progress(`${printable(message)}\n`);
    return 2;
  };
  const mistake = findMistake(args);
  if (mistake !== undefined) return refuse(mistake);
  const contracts = createContractTable();
  const org = await loadOrg(seed, contracts);
  const source = await readSource(args, { ...around, seed, org, contracts });
  const { reading, report } = source;
  if (reading.kind === "unreadable") return refuse(reading.message);
  for (const read of reading.requests) learnSecrets(read, redactor);
  const parts = { requests: reading.requests, contracts, org, seed };
  const made = await makeScenario({
    ...parts,
    ...(args.id === undefined ? {} : { id: args.id }),
    ...(report === undefined ? {} : { report }),
  });
  if (made.kind === "problem") return refuse(`No scenario was written. ${made.message}`);
  const file = args.out ?? defaultFile(made.id, around.cwd);
  const holder = await findId({ id: made.id, file, cwd: around.cwd });
  if (holder !== undefined) {
    return refuse(
      `No scenario was written: expected an id that no other scenario has, found "${made.id}", which ${holder} has already. Choose another with --id NAME, or run that one.`,
    );
  }
  const text = redactor.redact(formatScenario(made.draft, findSchema(file, around.cwd)));
  const written = await writeScenario(file, text, around.cwd);
  if (written.kind === "problem") return refuse(written.message);
  for (const note of reading.notes) output.progress(`${printable(`Note: ${note}`)}\n`);
  output.print(
    `${file} is written. The mock answers ${made.answers}.\nRun it: genesys-mock run ${file}\n${advice(reading.requests, made.answers)}`,
  );
  return 0;
}

function findMistake({ fromCurl, fromHar, fromReport, id, out }: NewArguments): string | undefined {
  const sources = [fromCurl, fromHar, fromReport].filter((source) => source !== undefined);
  if (sources.length !== 1) {
    const found = sources.length === 0 ? "none" : "several";
    return `expected one of --from-curl FILE, --from-har FILE and --from-report ID, found ${found}`;
  }
  if (id !== undefined && !/^[a-z\d]+(?:-[a-z\d]+)*$/.test(id)) {
    return `--id: expected small letters, digits and hyphens such as launch-with-context, found "${id}"`;
  }
  if (out !== undefined && !/\.scenario\.ya?ml$/.test(out)) {
    return `--out: expected a name that ends with .scenario.yaml, found "${out}"`;
  }
  return undefined;
}

async function readSource(
  { fromCurl, fromHar, fromReport }: NewArguments,
  around: Parameters<typeof readInput>[1],
): Promise<{ readonly reading: Reading; readonly report?: Report }> {
  if (fromReport === undefined) {
    const input: Input =
      fromCurl === undefined ? { kind: "har", file: fromHar ?? "" } : { kind: "curl", file: fromCurl };
    return { reading: await readInput(input, around) };
  }
  let text: string;
  try {
    text = await readFile(join(around.cwd, catalogueFile), "utf8");
  } catch {
    return {
      reading: unreadable(
        `expected the catalogue of reports, ${catalogueFile}, found none; run this in the project's folder`,
      ),
    };
  }
  const found = readReport(text, fromReport);
  if (found.kind === "none") return { reading: unreadable(found.message) };
  return { reading: requests([found.report.read]), report: found.report };
}

/** What the mock cannot know of the place where it was reported. */
function advice(read: readonly ReadRequest[], answers: string): string {
  const reported = read.at(-1)?.answered?.status;
  if (reported === undefined || answers.includes(`: ${reported}`)) return "";
  return `It was reported with ${reported}: the token's rights (given.token), the flow's state (given.flows) or faults (given.faults) may have to be set.\n`;
}
