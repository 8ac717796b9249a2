import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatCurl } from "#curl/format-curl.ts";
import { quoteText } from "#curl/shell-quote.ts";
import { readCurl } from "#explain/read/read-curl.ts";
import { decodeAnsiC } from "#explain/read/shell/ansi-c-quoted.ts";
import { readPosixText } from "#explain/read/shell/posix-text.ts";
import { readShellText } from "#explain/read/shell/read-shell-text.ts";
import { filesOf } from "./read-text.ts";

const noFiles = filesOf({});
const plainText = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));

describe("reading what a shell would", () => {
  test("gives back every word that was quoted", () => {
    fc.assert(
      fc.property(fc.array(plainText, { minLength: 1, maxLength: 6 }), (words) => {
        const read = readPosixText(words.map(quoteText).join(" \\\n "));
        expect(read.kind === "commands" && read.commands.map((command) => command.words)).toEqual([words]);
      }),
    );
  });

  test("gives back every word in double quotes and in ANSI-C quotes", () => {
    fc.assert(
      fc.property(plainText, (word) => {
        const double = `"${word.replace(/["\\$`]/g, "\\$&")}"`;
        const ansi = `$'${word.replace(/['\\]/g, "\\$&").replaceAll("\n", "\\n")}'`;
        const read = readPosixText(`${double} ${ansi}`);
        expect(read.kind === "commands" && read.commands.map((command) => command.words)).toEqual([[word, word]]);
      }),
    );
  });

  test("decodes every byte that is written in octal or hexadecimal", () => {
    fc.assert(
      fc.property(plainText, (text) => {
        const bytes = [...Buffer.from(text)];
        expect(decodeAnsiC(bytes.map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join(""))).toBe(text);
        expect(decodeAnsiC(bytes.map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""))).toBe(text);
      }),
    );
  });

  test("gives back the request of a curl line that this project prints", () => {
    const request = fc.record({
      method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
      path: fc.constantFrom("/api/v2/users/me", "/api/v2/users?q=it's&b=%20", "/api/v2/{a}", "/a/../b"),
      body: plainText.map((text) => Buffer.from(text)),
      value: fc.string().map((text) => text.replace(/[^\x21-\x7e]/g, "x")),
    });
    const inData = { method: "GET", path: "/api/v2/users/me", body: Buffer.alloc(0), value: '^"' };
    const examples: [typeof inData][] = [
      [inData],
      [{ ...inData, value: `'^"'` }],
      [{ ...inData, body: Buffer.from('it\'s ^"x^"') }],
    ];
    fc.assert(
      fc.property(request, ({ method, path, body, value }) => {
        const headers = [["X-Value", value] as const, ...(body.length > 0 ? [["Content-Length", "1"] as const] : [])];
        const read = readCurl(formatCurl({ method, path, headers, body }, "https://h"), noFiles);
        expect(read.kind === "requests" && read.requests.map((one) => one.request)).toEqual([
          { method, path, origin: "https://h", headers: [["X-Value", value]], body },
        ]);
      }),
      { examples },
    );
  });

  test("never throws, whatever is pasted", () => {
    const pieces = fc.constantFrom(
      "curl ",
      "'",
      '"',
      "$'",
      "$(",
      "`",
      "\\",
      "\n",
      "^",
      "<<E",
      "<",
      "-d",
      " @- ",
      "|",
      "-H a: b",
      "x",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        expect(["commands", "open"]).toContain(readShellText(text).kind);
        expect(["requests", "unreadable"]).toContain(readCurl(text, noFiles).kind);
      }),
    );
  });
});
