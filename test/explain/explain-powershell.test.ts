import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { writeFiles } from "#test/harness/scenario/load-text.ts";
import { explainVerb } from "./explain-verb.ts";

const launch = "https://api.mypurecloud.com/api/v2/flows/executions";

describe("explain of PowerShell", { timeout: 30_000 }, () => {
  test("names the cause and a request that works, from a file and from standard input, and gives 1", async () => {
    const script = `$b = @{ flow_id = "0b5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f" } | ConvertTo-Json
      irm ${launch} -Method Post -Headers @{ Authorization = "Bearer $token" } -ContentType application/json -Body $b`;
    const cwd = await writeFiles({ "launch.ps1": script, "launch.txt": script });
    const { exitCode, stdout } = await explainVerb({ file: "launch.ps1" }, { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("body.flow_id -> body.flowId");
    expect(await explainVerb({ powershell: "launch.txt" }, { cwd })).toMatchObject({ exitCode, stdout });
    expect(await explainVerb({}, { stdin: script })).toMatchObject({ exitCode, stdout });
  });

  test("prints no token and no secret of a script", async () => {
    const token = "tFaMe-0123456789abcdefghijklmnopqrstuvwxyz";
    const secret = "s3cr3t-0123456789";
    const stdin = `$token = "${token}"
      $basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("my-client:${secret}"))
      irm https://login.mypurecloud.com/oauth/token -Method Post -Headers @{ Authorization = "Basic $basic" } -Body @{ grant_type = "password" }
      irm ${launch} -Method Post -Headers @{ Authorization = $token } -ContentType application/json -Body "{ token: $token }"`;
    for (const json of [undefined, true] as const) {
      const { stdout, stderr } = await explainVerb(json === undefined ? {} : { json }, { stdin });
      expect(stdout).toContain("$GENESYSCLOUD_ACCESS_TOKEN");
      for (const hidden of [token, secret, Buffer.from(`my-client:${secret}`).toString("base64")]) {
        expect(stdout + stderr).not.toContain(hidden);
      }
    }
  });

  test("the page shows what the command prints", async () => {
    const page = readFileSync(new URL("../../docs/explain.md", import.meta.url), "utf8");
    const [, stdin = "", answer = "", notes = ""] =
      /```powershell\n([\s\S]*?)\n```\n\n```text\n([\s\S]*?)\n```\n\n```text\n([\s\S]*?)\n```/.exec(page) ?? [];
    const { stdout, stderr } = await explainVerb({}, { stdin });
    expect(answer).not.toBe("");
    expect(stdout.split("\n\n")[0]).toBe(answer);
    expect(stderr.trimEnd()).toBe(notes);
  });
});
