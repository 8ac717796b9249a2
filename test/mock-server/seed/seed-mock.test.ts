import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { seedMock } from "#mock-server/seed/seed-mock.ts";

describe("seedMock", () => {
  test("makes the roles of the permissions of the published operations", () => {
    const { roles } = seedMock(1, createContractTable());
    expect(roles.find(({ id }) => id === knownIds.noLaunchRole)?.permissions).toEqual([
      "admin",
      "architect:flow:view",
      "architect:flowExecution:view",
      "authorization:grant:view",
      "authorization:role:view",
      "directory:organization:admin",
      "directory:user:add",
      "directory:user:delete",
      "directory:user:edit",
      "directory:user:view",
      "oauth:client:view",
      "telephony:extension:assign",
    ]);
  });
});
