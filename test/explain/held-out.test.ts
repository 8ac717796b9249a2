import { describe, expect, test } from "vitest";
import { explainVerb } from "./explain-verb.ts";

const flowId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const launches = "https://api.mypurecloud.de/api/v2/flows/executions";
const token = '-H "Authorization: Bearer $TOKEN"';
const json = "-H 'Content-Type: application/json'";

/**
 * Requests that were made up once everything was written, and are no example of any recogniser. Eight were explained and
 * corrected at the first try; of the first (XML) and the fifth (two values) only the cause was told.
 */
const heldOut: readonly (readonly [what: string, curl: string, rule: string, pointer: string])[] = [
  [
    "XML",
    `curl ${launches} ${token} -H 'Content-Type: application/xml' -d '<launch><flowId>${flowId}</flowId></launch>'`,
    "media-type",
    "Content-Type",
  ],
  [
    "the body in the query of a GET",
    `curl '${launches}?flowId=${flowId}' ${token}`,
    "wrong-method",
    "/api/v2/flows/executions",
  ],
  [
    "inputs that are JSON in a text",
    `curl ${launches} ${token} ${json} -d '{"flowId":"${flowId}","inputData":"{\\"Flow.name\\":\\"Ada\\"}"}'`,
    "double-encoded-json",
    "/inputData",
  ],
  [
    "a reference object for an id",
    `curl ${launches} ${token} ${json} -d '{"flow":{"id":"${flowId}"}}'`,
    "wrong-name",
    "/flow",
  ],
  [
    "two JSON values in one body",
    `curl ${launches} ${token} ${json} -d '{"flowId":"${flowId}"}{"flowId":"${flowId}"}'`,
    "json-syntax",
    "",
  ],
  [
    "another scheme",
    `curl ${launches} -H 'Authorization: Token abcdefghijklmnop' ${json} -d '{"flowId":"${flowId}"}'`,
    "other-scheme",
    "Authorization",
  ],
  [
    "a dictionary of Python",
    `curl ${launches} ${token} ${json} -d "{'flowId': '${flowId}', 'inputData': None}"`,
    "single-quotes",
    "",
  ],
  [
    "one criterion for a list of them",
    `curl https://api.mypurecloud.de/api/v2/users/search ${token} ${json} -d '{"query":{"type":"EXACT","fields":["email"],"value":"a@example.com"}}'`,
    "wrong-type",
    "/query",
  ],
  [
    "a patch without the version",
    `curl -X PATCH https://api.mypurecloud.de/api/v2/users/a0000000-0000-4000-8000-000000000001 ${token} ${json} -d '{"title":"Agent"}'`,
    "missing-property",
    "/version",
  ],
  ["typographic quotes", `curl ${launches} ${token} ${json} -d '{“flowId”: “${flowId}”}'`, "typographic-quotes", ""],
];

describe("explain, on requests that nobody had in mind", () => {
  test.each(heldOut)(
    "says what is wrong with %s, and gives a request that works",
    async (_what, curl, rule, pointer) => {
      const { exitCode, stdout } = await explainVerb({ json: true }, { stdin: curl });
      const diagnosis = JSON.parse(stdout);

      expect(exitCode).toBe(1);
      expect(diagnosis.problems[0]).toMatchObject({ rule, pointer });
      const again = await explainVerb({ json: true }, { stdin: diagnosis.curl });
      expect([again.exitCode, JSON.parse(again.stdout).accepted]).toEqual([0, true]);
    },
  );
});
