import { asFields } from "#mock-server/contract/read-fields.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import type { DiagnosedRequest } from "./diagnosis.ts";
import { readJson } from "./mend-request.ts";

/**
 * What is taken for granted of the inputs of a launch whose flow declares none here: that it takes the names that are sent.
 * A flow's inputs are named `Flow.<variable>` (ARCH: input schemas; WFJS: a working client's call), so a real one rarely does.
 */
export function assumeInputNames(request: DiagnosedRequest, { flows }: Pick<OrgData, "flows">): readonly string[] {
  const read = readJson(request);
  const { flowId, inputData } = (read.kind === "json" ? asFields(read.value) : undefined) ?? {};
  const strangers = Object.keys(asFields(inputData) ?? {}).filter((name) => !/^(?:Flow|Slot)\./.test(name));
  const [first] = strangers;
  const declares = flows.some(({ id, inputSchema }) => id === flowId && inputSchema !== undefined);
  if (first === undefined || declares) return [];
  const names = strangers.slice(0, 5).map(shortened).join(", ");
  return [
    `The flow takes inputs named ${names}; Architect names them Flow.<variable>, so look for Flow.${shortened(first)}.`,
  ];
}

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
