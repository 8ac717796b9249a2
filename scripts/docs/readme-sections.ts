import { formatClaimsTable } from "#harness/report/claims-table.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import { describeAllowed } from "#mock-server/contract/settings.ts";
import { controlCalls } from "#mock-server/control/control-calls.ts";
import { formatControlBodies } from "./control-bodies.ts";
import { formatTable } from "./markdown-table.ts";

/** The parts of the README that are made from the contracts and from a run. */
export function formatReadmeSections(
  contracts: readonly Contract[],
  results: readonly ScenarioResult[],
): Readonly<Record<string, string>> {
  const [published] = contracts;
  if (published === undefined) throw new Error("there is no contract");
  return {
    claims: `\`\`\`text\n${formatClaimsTable(results, { width: 100, colour: false })}\`\`\`\n`,
    operations: formatOperations(published),
  };
}

/** The parts of docs/mock.md that are made from the contracts and the control plane. */
export function formatMockSections([published]: readonly Contract[]): Readonly<Record<string, string>> {
  if (published === undefined) throw new Error("there is no contract");
  return { settings: formatSettings(published), control: formatControl(), bodies: formatControlBodies() };
}

function formatOperations(contract: Contract): string {
  const rows = contract.operations.map((operation) => [
    `${operation.method} ${operation.path}`,
    operation.permissions === undefined ? "-" : operation.permissions.names.map((name) => `\`${name}\``).join(", "),
    operation.effect,
    operation.unpublished === undefined
      ? operation.summary
      : `${operation.summary.split(".")[0]}; call ${operation.unpublished}`,
  ]);
  return formatTable(["operation", "permission", "effect", "what it does"], rows);
}

function formatSettings(contract: Contract): string {
  const rows = Object.entries(contract.settings).map(([name, setting]) => [
    `\`${name}\``,
    describeAllowed(setting),
    `\`${setting.default}\``,
    setting.description,
    setting.source,
  ]);
  return formatTable(["setting", "values", "default", "what it decides", "source"], rows);
}

function formatControl(): string {
  const rows = controlCalls.map(({ method, path, summary }) => [`${method.toUpperCase()} /__mock${path}`, summary]);
  return formatTable(["call", "does"], rows);
}
