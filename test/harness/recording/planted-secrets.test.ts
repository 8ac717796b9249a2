import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor } from "#redact/create-redactor.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { aFolder, aRun, record } from "./record.ts";

describe("createRecorder", () => {
  test("lets no planted secret survive, wherever it stands and however it is encoded", async () => {
    const folder = await aFolder();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 8, maxLength: 30, unit: "grapheme-ascii" }),
        fc.constantFrom<(text: string) => string>(
          (text) => text,
          (text) => encodeURIComponent(text),
          (text) => new URLSearchParams({ q: text }).toString(),
          (text) => JSON.stringify({ q: text }),
          (text) => JSON.stringify(JSON.stringify(text)),
          (text) => Buffer.from(text).toString("base64"),
          (text) => Buffer.from(`id:${text}`).toString("base64url"),
          (text) => encodeURIComponent(encodeURIComponent(text)),
          (text) => Buffer.from(JSON.stringify({ q: text })).toString("base64"),
        ),
        fc.constantFrom("path", "header", "request", "response", "variable", "binary", "gzip", "error"),
        async (secret, encode, place) => {
          fc.pre(!/^[\s\w<>":,{}[\]\\.-]*$/.test(secret));
          const planted = encode(secret);
          const bytes = {
            binary: Buffer.concat([Buffer.from([0, 255]), Buffer.from(planted)]),
            gzip: gzipSync(planted),
          };
          const exchange = buildExchange({
            path: place === "path" ? `/api/v2/x?q=${planted}` : "/api/v2/x",
            headers: place === "header" ? [["X-Any", planted]] : [],
            text: place === "request" ? planted : "",
            ...(place === "error" ? { error: planted } : {}),
            response: {
              headers: place === "gzip" ? [["Content-Encoding", "gzip"]] : [],
              ...(place === "binary" || place === "gzip"
                ? { bytes: bytes[place] }
                : { text: place === "response" ? planted : "" }),
            },
          });
          const variables = place === "variable" ? { q: planted } : {};
          await rm(join(folder, "one.har"), { force: true });
          await record({ folder, secrets: [secret], scenarios: { one: [aRun([exchange], { variables })] } }).catch(
            () => {},
          );

          const redactor = createRedactor();
          redactor.add(secret);
          const written = await readFile(join(folder, "one.har"), "utf8").catch(() => "");
          expect(redactor.finds(written)).toBe(false);
          expect(written).not.toContain(JSON.stringify(secret).slice(1, -1));
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    ["as it is", (secret: string) => secret],
    ["in a form that is not masked", (secret: string) => Buffer.from(btoa(btoa(secret))).toString("base64")],
  ])("does not tell a secret %s that stands in the path of such a call", async (_how, encode) => {
    const secret = "qory7byNz-NrNqvxOK8EJO0cSbRfcWJ2";
    const hidden = btoa(btoa(btoa(secret)));
    const call = buildExchange({ path: `/api/v2/users/${encode(secret)}?x=${hidden}`, response: { text: hidden } });
    const recording = record({ folder: await aFolder(), secrets: [secret], scenarios: { bad: [aRun([call])] } });
    const failure = await recording.catch((error: unknown) => String(error));
    expect(failure).toMatch(/bad\.har was not written/);
    expect(failure).not.toContain(encode(secret));
    expect(failure).not.toContain(hidden);
  });
});
