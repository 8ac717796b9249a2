import { describe, expect, test } from "vitest";
import { adviseNext } from "#harness/report/advise-next.ts";
import { listFindings } from "#harness/report/list-findings.ts";
import type { Leg } from "#harness/run/run-event.ts";
import { aLeg, anExchange, aRealLeg, aRun, aScenario } from "./builders.ts";

function adviceFor(leg: Leg): string | undefined {
  const status = leg.status === "error" ? "error" : "failed";
  return adviseNext(listFindings(aRun([aScenario({ status, legs: [leg] })])));
}

const failed = {
  status: "failed",
  differences: [{ at: "/status", expected: 200, found: 400, message: "another status", line: 1, column: 1 }],
} as const;

describe("adviseNext", () => {
  test("repeats a call on a mock, with the token of a mock", () => {
    const leg = aLeg({ ...failed, exchanges: [anExchange(400, "{}")], curl: "curl" });
    expect(adviceFor(leg)).toContain("GENESYSCLOUD_ACCESS_TOKEN=mock-token-full-access");
  });

  test("repeats a call on the real side with a token of that org", () => {
    const leg = aRealLeg({ ...failed, exchanges: [anExchange(400, "{}")], curl: "curl" });
    expect(adviceFor(leg)).toContain("a token of that org");
    expect(adviceFor(leg)).not.toContain("mock-token");
    expect(adviceFor({ ...leg, target: "recording" })).toContain("mock-token");
  });

  test("repeats no call where there is none", () => {
    expect(adviceFor(aLeg(failed))).toMatch(/^no call is there to be repeated/);
  });

  test("names the base URL to a client that calls the real API itself", () => {
    const error =
      "the function threw TypeError: fetch failed\ncaused by Error: getaddrinfo ENOTFOUND api.mypurecloud.de";
    expect(adviceFor(aLeg({ status: "error", error }))).toContain("api.mypurecloud.de itself; let it call the baseUrl");
    const output = { stderr: "curl: (6) Could not resolve host: login.usw2.pure.cloud" };
    const command = aLeg({ ...failed, output, exchanges: [anExchange(200, "{}")] });
    expect(adviceFor(command)).toContain("login.usw2.pure.cloud itself");
  });

  test("says nothing of the base URL where the host only stands in what a client printed beside its calls", () => {
    const output = { stdout: "links to https://api.mypurecloud.de/" };
    const leg = aLeg({ ...failed, output, exchanges: [anExchange(400, "{}")], curl: "curl" });
    expect(adviceFor(leg)).toContain("mock-token-full-access");
  });
});
