import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { findValidator } from "#mock-server/validate/find-validator.ts";

const published = createContractTable().get("published");
const launch = "/paths/~1api~1v2~1flows~1executions/post/requestBody/content/application~1json/schema";

describe("findValidator", () => {
  test("gives one that knows what the schema says, and the same one again", async () => {
    const validate = await findValidator(published, launch);
    expect([validate({ flowId: "f" }), validate({})]).toEqual([true, false]);
    expect(await findValidator(published, launch)).toBe(validate);
  });

  test("rejects where the contract has no schema", async () => {
    await expect(findValidator(published, "/paths/nowhere")).rejects.toThrow("nowhere");
  });
});
