import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type ContractName, contractNames, isContractName } from "#mock-server/contract/index.ts";
import { findOrgMistakes } from "#mock-server/control/find-org-mistakes.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { type Input, standardInput } from "./read-input.ts";

/** The options of `explain` as they stand on the command line. */
export interface ExplainArguments {
  readonly file?: string | undefined;
  readonly curl?: string;
  readonly powershell?: string;
  readonly har?: string;
  readonly raw?: string;
  readonly scenario?: string;
  readonly method?: string;
  readonly path?: string;
  readonly header: readonly string[];
  readonly body?: string;
  /** `published`, `thread` or `all`; absent: that of a scenario, else `published`. */
  readonly contract?: string;
  readonly org?: string;
  /** `a,b` */
  readonly permissions?: string;
  readonly seed: string;
  readonly json?: true;
}

export interface ExplainConfig {
  readonly input: Input;
  /** Absent: the one that the input itself names, or the first. */
  readonly contracts?: readonly ContractName[];
  readonly org?: OrgData;
  readonly permissions?: readonly string[];
  readonly seed: number;
  readonly json: boolean;
}

export type ReadExplainConfig =
  | { readonly kind: "config"; readonly config: ExplainConfig }
  /** One line each: what was expected, what was found. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly string[] };

/** Checks the arguments of `explain`, and reads the org file if one is named. */
export function readExplainConfig(args: ExplainArguments, cwd: string): ReadExplainConfig {
  const mistakes: string[] = [];
  const input = readInputOption(args, mistakes);
  const { contract } = args;
  const isKnown = contract === undefined || contract === "all" || isContractName(contract);
  if (!isKnown) mistakes.push(`--contract: expected ${contractNames.join(", ")} or all, found "${contract}"`);
  const seed = Number(args.seed);
  if (!/^\d+$/.test(args.seed) || seed > 2 ** 31 - 1) {
    mistakes.push(`--seed: expected a whole number from 0 to ${2 ** 31 - 1}, found "${args.seed}"`);
  }
  const org = args.org === undefined ? undefined : readOrg(args.org, { cwd, mistakes });
  if (mistakes.length > 0) return { kind: "mistakes", mistakes };
  const contracts = contract === "all" ? contractNames : contractNames.filter((name) => name === contract);
  return {
    kind: "config",
    config: {
      input,
      seed,
      json: args.json === true,
      ...(contracts.length === 0 ? {} : { contracts }),
      ...(org === undefined ? {} : { org }),
      ...(args.permissions === undefined ? {} : { permissions: args.permissions.split(/[\s,]+/).filter(Boolean) }),
    },
  };
}

function readInputOption(args: ExplainArguments, mistakes: string[]): Input {
  const { file, curl, powershell, har, raw, scenario, method, path, header, body } = args;
  const named: Input[] = [
    ...(file === undefined ? [] : [{ kind: "guess", file } as const]),
    ...(curl === undefined ? [] : [{ kind: "curl", file: curl } as const]),
    ...(powershell === undefined ? [] : [{ kind: "powershell", file: powershell } as const]),
    ...(har === undefined ? [] : [{ kind: "har", file: har } as const]),
    ...(raw === undefined ? [] : [{ kind: "raw", file: raw } as const]),
    ...(scenario === undefined ? [] : [{ kind: "scenario", file: scenario } as const]),
    ...(method === undefined && path === undefined && body === undefined && header.length === 0
      ? []
      : [{ kind: "flags", flags: { method, path, header, body } } as const]),
  ];
  if (named.length > 1) {
    mistakes.push(
      "expected one source: FILE, --curl, --powershell, --har, --raw, --scenario, or --method, --path, --header and --body; found several",
    );
  }
  return named[0] ?? { kind: "guess", file: standardInput };
}

function readOrg(
  file: string,
  { cwd, mistakes }: { readonly cwd: string; readonly mistakes: string[] },
): OrgData | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(resolve(cwd, file), "utf8"));
    const found = findOrgMistakes(data);
    mistakes.push(...found.map((mistake) => `--org ${file}: ${mistake}`));
    // Checked by the schema of an org.
    return found.length === 0 ? (data as OrgData) : undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    mistakes.push(`--org ${file}: expected a file as GET /__mock/org gives it: ${reason}`);
    return undefined;
  }
}
