import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRecording } from "#harness/recording/read-recording.ts";
import { aFolder } from "./record.ts";

const page = {
  id: "published",
  title: "t",
  startedDateTime: "2026-01-01T00:00:00Z",
  pageTimings: {},
  _variables: { a: 1 },
};
const entry = {
  pageref: "published",
  request: { method: "GET", url: "https://api.example.net/a?b=1", headers: [{ name: "X", value: "1" }] },
  response: { status: 200, headers: [], content: { size: 2, mimeType: "x", text: "b2s=", encoding: "base64" } },
};

describe("readRecording", () => {
  test("reads the runs of a file with their calls", async () => {
    expect(await read({ version: "1.2", pages: [page, { ...page, id: "empty" }], entries: [entry] })).toMatchObject({
      kind: "recording",
      recording: {
        runs: [
          {
            run: "published",
            recordedAt: new Date("2026-01-01T00:00:00Z"),
            variables: { a: 1 },
            calls: [
              {
                request: { method: "GET", path: "/a?b=1", headers: [["X", "1"]], body: Buffer.alloc(0) },
                response: { status: 200, body: Buffer.from("ok") },
                refused: false,
              },
            ],
          },
          { run: "empty", calls: [] },
        ],
      },
    });
  });

  test("reads a file that an editor has put a byte order mark into", async () => {
    const text = `\ufeff${JSON.stringify({ log: { version: "1.2", pages: [page], entries: [] } })}`;
    expect(await readText(text)).toMatchObject({ kind: "recording" });
  });

  test.each([
    [{ version: "1.1", pages: [], entries: [] }, 'log.version: expected "1.2", found "1.1"'],
    [{ version: "1.2", entries: [] }, "log.pages: expected a list, found nothing"],
    [{ version: "1.2", pages: [page] }, "log.entries: expected a list, found nothing"],
    [{ version: "1.2", pages: [page, page], entries: [] }, "log.pages[1].id: expected a name that no other page has"],
    [
      { version: "1.2", pages: [{ ...page, startedDateTime: "May" }], entries: [] },
      'expected a time (ISO 8601), found "May"',
    ],
    [{ version: "1.2", pages: [], entries: [entry] }, "log.entries[0].pageref: expected the id of a page"],
    [
      { version: "1.2", pages: [page], entries: [{ ...entry, response: { ...entry.response, status: 99 } }] },
      "log.entries[0].response.status: expected a status from 200 on, or 0 where there was no response, found 99",
    ],
    [
      { version: "1.2", pages: [page], entries: [{ ...entry, request: { ...entry.request, headers: [{ name: 1 }] } }] },
      "log.entries[0].request.headers[0].name: expected a text, found 1",
    ],
    ["nothing", 'log: expected an object, found "nothing"'],
  ])("names the place of what is wrong: %#", async (log, message) => {
    expect(await read(log)).toMatchObject({
      kind: "problem",
      message: expect.stringMatching(/one\.har: .*; make one with run --live --record$/),
    });
    expect(await read(log)).toMatchObject({ message: expect.stringContaining(message) });
  });

  test("names line and column of what is no JSON", async () => {
    expect(await readText('{\n  "log": oops\n}')).toMatchObject({
      kind: "problem",
      message: expect.stringMatching(
        /one\.har: expected JSON, found "invalid symbol" in line 2, column 10; correct it, or make/,
      ),
    });
    expect(await readText("")).toMatchObject({ message: expect.stringContaining("in line 1, column 1") });
  });

  test("does not read what is larger than a recording can be", async () => {
    const file = join(await aFolder(), "one.har");
    await writeFile(file, "");
    await truncate(file, 101 * 1024 * 1024);
    expect(await readRecording(file)).toMatchObject({
      kind: "problem",
      message: expect.stringContaining("found 101 MB"),
    });
  });

  test("names the file that is nearest to a missing one", async () => {
    const folder = await aFolder();
    await writeFile(join(folder, "launch.har"), "{}");
    expect(await readRecording(join(folder, "lanch.har"))).toMatchObject({
      kind: "missing",
      message: expect.stringContaining("(launch.har is there)"),
    });
    expect(await readRecording(join(folder, "launch.har", "x.har"))).toMatchObject({ kind: "missing" });
  });

  test("says why a file cannot be read", async () => {
    expect(await readRecording(await aFolder())).toMatchObject({
      kind: "problem",
      message: expect.stringContaining("cannot be read"),
    });
  });
});

function read(log: unknown) {
  return readText(JSON.stringify({ log }));
}

async function readText(text: string) {
  const file = join(await aFolder(), "one.har");
  await writeFile(file, text);
  return readRecording(file);
}
