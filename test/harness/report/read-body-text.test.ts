import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readBodyText } from "#harness/report/read-body-text.ts";

const message = (body: Buffer | string, ...headers: [string, string][]) => ({ headers, body: Buffer.from(body) });

describe("readBodyText", () => {
  test("reads no more than it is told to, and cuts no character in two", () => {
    expect(readBodyText(message("aéé"), 4)).toEqual({ kind: "text", text: "aé", cut: true });
    expect(readBodyText(message("aé"), 4)).toEqual({ kind: "text", text: "aé", cut: false });
  });

  test("decompresses what was compressed", () => {
    expect(readBodyText(message(gzipSync('{"a":1}'), ["Content-Encoding", "gzip"]), 100).text).toBe('{"a":1}');
    expect(readBodyText(message(gzipSync("plain"), ["content-encoding", "gzip"]), 3)).toEqual({
      kind: "text",
      text: "pla",
      cut: true,
    });
  });

  test("takes what is no text, and what cannot be decompressed, for binary", () => {
    expect(readBodyText(message(Buffer.from([0xff, 0, 0xfe, 1])), 100).kind).toBe("binary");
    expect(readBodyText(message("no gzip", ["Content-Encoding", "gzip"]), 100).kind).toBe("binary");
    const deep = gzipSync("[".repeat(50_000) + "]".repeat(50_000));
    expect(readBodyText(message(deep, ["Content-Encoding", "gzip"]), 100).kind).toBe("binary");
  });

  test("tells an empty body", () => {
    expect(readBodyText(message(""), 100)).toEqual({ kind: "none", text: "", cut: false });
  });
});
