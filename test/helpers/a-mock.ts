import supertest from "supertest";
import { createApp } from "#mock-server/app.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { createMock, type Mock, type MockOptions } from "#mock-server/mock.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";
import { checkAnswers } from "./check-answers.ts";

/** Where the clock of a test's mock stands until the test steps it. */
export const testTime = "2026-03-02T09:30:00.000Z";

/** A mock with a client for it that listens on no port of its own. */
export interface TestMock {
  readonly mock: Mock;
  readonly api: ReturnType<typeof supertest>;
  /** What the mock reported as its own bugs. */
  readonly bugs: readonly string[];
}

/** The options of a mock, where the org may be left out: then it is the default one of the seed. */
export type SeededMockOptions = Omit<MockOptions, "org"> & Partial<Pick<MockOptions, "org">>;

/** A mock without a server that starts with its default org. */
export function aSeededMock(options: SeededMockOptions = {}): Mock {
  const { seed = 1, contracts = createContractTable() } = options;
  return createMock({ org: seedMock(seed, contracts), ...options, seed, contracts });
}

/** A fresh mock with the default org, whose clock stands at `testTime`. All its answers have to be what the contract says. */
export function aMock(options: SeededMockOptions): TestMock {
  const bugs: string[] = [];
  const mock = aSeededMock({ realNow: () => Date.parse(testTime), logBug: (text) => bugs.push(text), ...options });
  checkAnswers(mock);
  return { mock, api: supertest(createApp(mock)), bugs };
}
