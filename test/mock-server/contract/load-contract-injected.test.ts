import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";

const contract = createContractTable().get("published");

describe("loadContract published, the refusals of ordered faults", () => {
  test("names the refusal of every status that can be ordered", () => {
    expect(contract.injectedRefusals).toEqual({
      "400": "bad.request",
      "401": "bad.credentials",
      "403": "not.authorized",
      "404": "not.found",
      "408": "client.timeout",
      "409": "general.conflict",
      "413": "request.entity.too.large",
      "415": "unsupported.media.type",
      "429": "too.many.requests.retry.after",
      "500": "internal.server.error",
      "503": "service.unavailable",
      "504": "request.timeout",
    });
  });
});
