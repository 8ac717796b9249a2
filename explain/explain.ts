import { createOutput, printable, type TextStream } from "#harness/report/output.ts";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { type DiagnoseOptions, diagnoseRequest } from "#mock-server/diagnose/diagnose-request.ts";
import type { DiagnosedRequest, Diagnosis } from "#mock-server/diagnose/diagnosis.ts";
import { toDiagnosisJson } from "#mock-server/diagnose/diagnosis-json.ts";
import { formatDiagnosis } from "#mock-server/diagnose/format-diagnosis.ts";
import { loadOrg } from "#mock-server/seed/load-org.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import { type ExplainArguments, type ExplainConfig, readExplainConfig } from "./explain-config.ts";
import { learnSecrets } from "./find-secrets.ts";
import type { ReadRequest } from "./read/reading.ts";
import { readInput } from "./read-input.ts";

/** What the verb needs of the process it runs in. */
export interface ExplainProcess {
  readonly cwd: string;
  readonly stdin: () => Promise<string>;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Default: the mock's own. */
  readonly diagnose?: (request: DiagnosedRequest, options: DiagnoseOptions) => Promise<Diagnosis>;
}

/**
 * The verb `explain`: says why requests are refused, and what to send in their place. Sends nothing, and prints no credential.
 * Gives the exit code: 0 every request is accepted, 1 one is refused, 2 the input cannot be read.
 */
export async function explain(args: ExplainArguments, around: ExplainProcess): Promise<number> {
  const redactor = createRedactor();
  const output = createOutput({ ...around, redactor });
  const read = readExplainConfig(args, around.cwd);
  if (read.kind === "mistakes") {
    output.progress(`${read.mistakes.join("\n")}\n`);
    return 2;
  }
  const { config } = read;
  const contracts = createContractTable();
  const org = config.org ?? (await loadOrg(config.seed, contracts));
  const [only] = config.contracts?.length === 1 ? config.contracts : [];
  const reading = await readInput(config.input, {
    ...{ cwd: around.cwd, stdin: around.stdin, seed: config.seed, org, contracts },
    ...(only === undefined ? {} : { contract: only }),
  });
  if (reading.kind === "unreadable") {
    output.progress(`${printable(reading.message)}\n`);
    return 2;
  }
  for (const request of reading.requests) learnSecrets(request, redactor);
  const diagnose = around.diagnose ?? diagnoseRequest;
  const diagnoses: Diagnosis[] = [];
  for (const [index, read] of reading.requests.entries()) {
    if (!config.json && reading.requests.length > 1)
      output.print(`${index === 0 ? "" : "\n\n"}${heading(read, index)}\n\n`);
    for (const [position, contract] of contractsOf(read, config).entries()) {
      const diagnosis = await diagnose(read.request, { ...optionsOf(read, { config, org }), contract, contracts });
      diagnoses.push(diagnosis);
      if (!config.json) output.print(`${position === 0 ? "" : "\n"}${printable(formatDiagnosis(diagnosis))}\n`);
    }
  }
  if (config.json) {
    const [first, ...others] = diagnoses.map(toDiagnosisJson);
    output.print(`${JSON.stringify(others.length === 0 ? first : [first, ...others], undefined, 2)}\n`);
  }
  // What was skipped is no part of the answer, which may be read by a program.
  if (reading.notes.length > 0)
    output.progress(`${printable(reading.notes.map((note) => `Note: ${note}`).join("\n"))}\n`);
  return diagnoses.every(({ accepted }) => accepted) ? 0 : 1;
}

function contractsOf({ given }: ReadRequest, { contracts }: ExplainConfig): readonly ContractName[] {
  return contracts ?? [given?.contract ?? contractNames[0]];
}

/** An org of the caller's makes ids real, permissions make rights real; a token of a stranger's stays an assumption. */
function optionsOf(
  { given }: ReadRequest,
  { config, org }: { readonly config: ExplainConfig; readonly org: DiagnoseOptions["org"] },
): Pick<DiagnoseOptions, "org" | "settings" | "lenient"> {
  const { permissions } = config;
  if (given !== undefined) {
    const { contract: _contract, ...rest } = given;
    return rest;
  }
  const ids = config.org === undefined;
  return { org, lenient: { ids, ...(permissions === undefined ? {} : { permissions }) } };
}

function heading({ request, name }: ReadRequest, index: number): string {
  const title = `${index + 1}. ${request.method} ${request.path}${name === undefined ? "" : `  (${name})`}`;
  return printable(`${title}\n${"=".repeat(Math.min(80, title.length))}`);
}
