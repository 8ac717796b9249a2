/** The package as a library: a mock to call, and scenarios to run. docs/library.md has an example for each test runner. */

export type { Difference } from "#harness/compare/difference.ts";
export type { ComparisonVerdict, DriftItem } from "#harness/compare/drift/drift.ts";
export type { Exchange } from "#harness/exchange/exchange.ts";
export type {
  ClaimResult,
  Comparison,
  Leg,
  PlacedDifference,
  RunEvent,
  RunResult,
  ScenarioResult,
  ScenarioStatus,
} from "#harness/run/run-event.ts";
export type { ScenarioProblem } from "#harness/scenario/scenario-problem.ts";
export type { ContractName } from "#mock-server/contract/index.ts";
export type { Settings } from "#mock-server/contract/settings.ts";
export type { LoggedExchange, LoggedProblem } from "#mock-server/control/exchange-log.ts";
export type { FaultOrder, InjectedFault } from "#mock-server/control/injected-faults.ts";
export type { TokenOrder } from "#mock-server/control/mint-token.ts";
export type { Flow, OrgData, User } from "#mock-server/org/entities.ts";
export { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
export { redact } from "./redact.ts";
export { RunError } from "./run-error.ts";
export { type RunScenariosOptions, runScenarios } from "./run-scenarios.ts";
export { type RunningMock, type StartMockOptions, startMock } from "./start-mock.ts";
