import supertest from "supertest";
import { createApp } from "#mock-server/app.ts";
import { createMock, type Mock, type MockOptions } from "#mock-server/mock.ts";

/** Where the clock of a test's mock stands until the test steps it. */
export const testTime = "2026-03-02T09:30:00.000Z";

/** A mock with a client for it that listens on no port of its own. */
export interface TestMock {
  readonly mock: Mock;
  readonly api: ReturnType<typeof supertest>;
  /** What the mock reported as its own bugs. */
  readonly bugs: readonly string[];
}

/** A fresh mock with the default org, whose clock stands at `testTime`. */
export function aMock(options: MockOptions): TestMock {
  const bugs: string[] = [];
  const mock = createMock({ realNow: () => Date.parse(testTime), logBug: (text) => bugs.push(text), ...options });
  return { mock, api: supertest(createApp(mock)), bugs };
}
