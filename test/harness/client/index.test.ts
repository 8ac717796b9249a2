import { describe, expect, test } from "vitest";
import { runByKind } from "#harness/client/index.ts";
import type { Client } from "#harness/scenario/scenario.ts";
import { aContext } from "./client-context.ts";

describe("runByKind", { timeout: 30_000 }, () => {
  test.each<[Client, unknown]>([
    [{ kind: "request", requests: [] }, { saved: {} }],
    [
      { kind: "command", argv: ["echo", "1"], timeoutSeconds: 20 },
      { result: expect.objectContaining({ json: 1 }), output: { stdout: "1" } },
    ],
    [
      { kind: "module", path: "/nonexistent.js", export: "run", timeoutSeconds: 20 },
      { error: expect.stringContaining("the module could not be loaded") },
    ],
  ])("runs a client by its kind: $kind", async (client, outcome) => {
    expect(await runByKind(client, aContext())).toEqual(outcome);
  });
});
