import { readFileSync } from "node:fs";
import { contractNames, createContractTable, isContractName } from "./contract/index.ts";
import { findSettingMistakes, type Settings } from "./contract/settings.ts";
import { findOrgMistakes } from "./control/find-org-mistakes.ts";
import type { OrgData } from "./org/entities.ts";
import type { StartOptions } from "./start-mock.ts";

/** The options of `serve` as they stand on the command line. */
export interface ServeArguments {
  readonly port: string;
  readonly host: string;
  readonly contract: string;
  readonly seed: string;
  /** `name=value` each. */
  readonly set: readonly string[];
  /** A number of calls a minute; `true` where the option stands alone. */
  readonly rateLimit?: string | true;
  readonly org?: string;
  readonly controlToken?: string;
}

export type ServeConfig =
  | { readonly kind: "config"; readonly options: StartOptions & { readonly port: number; readonly host: string } }
  /** One line each: what was expected, what was found. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly string[] };

const controlTokenVariable = "GENESYS_MOCK_CONTROL_TOKEN";

/** Checks the arguments of `serve` and the environment; reads the org file if one is named. */
export function readServeConfig(
  args: ServeArguments,
  environment: Readonly<Record<string, string | undefined>>,
): ServeConfig {
  const mistakes: string[] = [];
  const port = readWhole(args.port, { name: "--port", maximum: 65_535 }, mistakes);
  const seed = readWhole(args.seed, { name: "--seed", maximum: 2 ** 31 - 1 }, mistakes);
  const { contract } = args;
  if (!isContractName(contract))
    mistakes.push(`--contract: expected ${contractNames.join(" or ")}, found "${contract}"`);
  const settings = { ...readRateLimit(args.rateLimit, mistakes), ...readSettings(args.set, mistakes) };
  const org = args.org === undefined ? undefined : readOrg(args.org, mistakes);
  if (args.host.trim() === "") mistakes.push("--host: expected an address, found an empty text");
  const controlToken = args.controlToken ?? environment[controlTokenVariable];
  if (controlToken !== undefined && controlToken.length < 8)
    mistakes.push(
      `${args.controlToken === undefined ? controlTokenVariable : "--control-token"}: expected at least 8 characters`,
    );
  if (mistakes.length > 0 || !isContractName(contract)) return { kind: "mistakes", mistakes };
  const optional = { ...(org === undefined ? {} : { org }), ...(controlToken === undefined ? {} : { controlToken }) };
  return { kind: "config", options: { host: args.host, port, contract, seed, settings, ...optional } };
}

function readWhole(text: string, { name, maximum }: { name: string; maximum: number }, mistakes: string[]): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= maximum) return value;
  mistakes.push(`${name}: expected a whole number from 0 to ${maximum}, found "${text}"`);
  return 0;
}

function readSettings(texts: readonly string[], mistakes: string[]): Settings {
  const entries: [name: string, value: string | number][] = [];
  for (const text of texts) {
    const [, name = "", value = ""] = /^(\w+)=(.+)$/.exec(text) ?? [];
    if (name === "") mistakes.push(`--set: expected name=value, found "${text}"`);
    else entries.push([name, /^\d+$/.test(value) ? Number(value) : value]);
  }
  // Contracts take a while to read, and the mock reads them itself.
  if (entries.length === 0) return {};
  const settings = Object.fromEntries(entries);
  const contracts = createContractTable();
  const found = findSettingMistakes(
    contractNames.map((name) => contracts.get(name)),
    settings,
  );
  mistakes.push(...found.map((mistake) => `--set: ${mistake}`));
  return settings;
}

/** The settings of the rate limits: the platform's numbers, or one number for all. `--set` goes before. */
function readRateLimit(rateLimit: ServeArguments["rateLimit"], mistakes: string[]): Settings {
  if (rateLimit === undefined) return {};
  const { rateLimits, settings } = createContractTable().get(contractNames[0]);
  const names = rateLimits.limits.map(({ setting }) => setting);
  if (rateLimit === true) return Object.fromEntries(names.map((name) => [name, settings[name]?.platform ?? 0]));
  const calls = Number(rateLimit);
  if (/^\d+$/.test(rateLimit) && Number.isSafeInteger(calls) && calls > 0) {
    return Object.fromEntries(names.map((name) => [name, calls]));
  }
  mistakes.push(
    `--rate-limit: expected a whole number of calls a minute from 1, or nothing for the platform's, found "${rateLimit}"`,
  );
  return {};
}

function readOrg(file: string, mistakes: string[]): OrgData | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(file, "utf8"));
    const found = findOrgMistakes(data);
    mistakes.push(...found.map((mistake) => `--org ${file}: ${mistake}`));
    // Checked by the schema of an org.
    return found.length === 0 ? (data as OrgData) : undefined;
  } catch (error) {
    mistakes.push(
      `--org ${file}: expected a file as GET /__mock/org gives it: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}
