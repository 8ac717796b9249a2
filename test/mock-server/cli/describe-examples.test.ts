import { describe, expect, test } from "vitest";
import { describeExamples } from "#mock-server/cli/describe-examples.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";

describe("describeExamples", () => {
  test("shows a launch that is accepted and one that is refused, as lines for a shell", () => {
    expect(describeExamples("published", "http://127.0.0.1:8088")).toEqual([
      "  Launches a flow (200):",
      "    curl -i http://127.0.0.1:8088/api/v2/flows/executions \\",
      "      -H 'Authorization: Bearer mock-token-full-access' \\",
      "      -H 'Content-Type: application/json' \\",
      `      -d '{"flowId":"a1b2c3d4-e5f6-7890-abcd-ef1234567890"}'`,
      "",
      "  Is refused (400), the request of the forum thread:",
      "    curl -i http://127.0.0.1:8088/api/v2/flows/executions \\",
      "      -H 'Authorization: Bearer mock-token-full-access' \\",
      "      -H 'Content-Type: application/json' \\",
      `      -d '{"flowId":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","context":{"source":"desktop_app","userId":"ext_user_99"}}'`,
      "",
    ]);
  });

  test("shows what the contract thread accepts and refuses, at the address it is given", () => {
    const lines = describeExamples("thread", "http://[::1]:80");
    expect(lines.filter((line) => line.includes("curl"))).toEqual([
      "    curl -i http://[::1]:80/api/v2/flows/executions \\",
      "    curl -i http://[::1]:80/api/v2/flows/executions \\",
    ]);
    expect(lines.flatMap((line) => /-d '(.*)'$/.exec(line)?.[1] ?? []).map((body) => JSON.parse(body))).toEqual([
      { flowId: knownIds.publishedFlow, type: "user", initiator: { id: knownIds.activeUser }, context: {} },
      { flowId: knownIds.publishedFlow, context: { source: "desktop_app", userId: "ext_user_99" } },
    ]);
  });
});
