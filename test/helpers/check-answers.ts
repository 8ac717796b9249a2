import { expect, onTestFinished } from "vitest";
import { isContractName } from "#mock-server/contract/index.ts";
import type { LoggedExchange } from "#mock-server/control/exchange-log.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { Mock } from "#mock-server/mock.ts";
import { findMisfits } from "./find-misfits.ts";

/** Holds every answer of a mock against its contract, and fails the test with those that do not fit, whatever the test is about. */
export function checkAnswers(mock: Mock): void {
  const misfits: string[] = [];
  const { add } = mock.exchanges;
  Object.assign(mock.exchanges, {
    add(exchange: LoggedExchange, request?: DiagnosedRequest) {
      misfits.push(...misfitsOf(exchange, mock));
      add(exchange, request);
    },
  });
  // A mock that is made outside a test is checked by the first test that looks at it, if any.
  if (expect.getState().currentTestName !== undefined) onTestFinished(() => expect(misfits).toEqual([]));
}

function misfitsOf({ contract: name, operation: id, request, response }: LoggedExchange, mock: Mock): string[] {
  // A long body is cut in the log; where the connection was reset there is none.
  if (!isContractName(name) || response.status === 0 || /\(\d+ more characters\)$/.test(response.body)) return [];
  const { contract } = mock.contract(name);
  const operation = contract.operations.find((candidate) => candidate.id === id);
  return findMisfits(contract, operation, { method: request.method, ...response });
}
