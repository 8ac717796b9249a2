import type { Exchange } from "#harness/exchange/exchange.ts";
import type { ContractName } from "#mock-server/contract/index.ts";
import { diagnoseCall, showDiagnosis } from "#mock-server/control/diagnose-call.ts";
import type { Mock } from "#mock-server/mock.ts";
import type { Explanation } from "./target.ts";

/** Why a mock of this process refused a call, with the nearest request that it accepts; works after its server has closed. */
export async function explainExchange(
  { request }: Pick<Exchange, "request">,
  { mock, contract }: { readonly mock: Mock; readonly contract: ContractName },
): Promise<Explanation> {
  const diagnosis = await diagnoseCall(mock, request, contract);
  const { cause, corrected, changes } = await showDiagnosis(mock, diagnosis, request);
  if (corrected === undefined) return { cause, changes };
  const { method, path, body } = corrected;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { cause, changes, corrected: `${method} ${path}${text === undefined ? "" : ` ${text}`}` };
}
