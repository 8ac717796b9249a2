import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor } from "#redact/create-redactor.ts";

const odd = `k3y/with+odd "chars" & 'quotes'\\é`;
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("createRedactor, looking for what is left", () => {
  test.each([
    ["as it is", odd],
    ["in JSON inside JSON", JSON.stringify(JSON.stringify({ a: odd }))],
    ["URL-encoded twice", encodeURIComponent(encodeURIComponent(odd))],
    ["URL-encoded as a form", new URLSearchParams({ a: odd }).toString()],
    ["with every character percent-encoded", percentEncode(odd)],
    ["with every character escaped for JSON", [...odd].map((unit) => `\\u${hex(unit).padStart(4, "0")}`).join("")],
    ["with every character as a number in XML", [...odd].map((unit) => `&#x${hex(unit)};`).join("")],
    ["escaped for XML", odd.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&apos;")],
    ["in base64", base64(odd)],
    ["in base64 of base64", base64(`Basic ${base64(`id:${odd}`)}`)],
    ["in base64 of JSON", base64(JSON.stringify({ a: odd }))],
    ["in base64 of a form", base64(new URLSearchParams({ a: odd }).toString())],
    ["in base64url after other letters", `path_${Buffer.from(`ab${odd}`).toString("base64url")}`],
    ["in base64 in lines", base64(odd.repeat(5)).replace(/.{20}/g, "$&\r\n")],
    ["in base64 in lines, in JSON", JSON.stringify(base64(odd.repeat(5)).replace(/.{20}/g, "$&\n"))],
  ])("finds a secret %s", (_, text) => {
    expect(knowing(odd).finds(`{"a": "${text}" }`)).toBe(true);
  });

  test("finds nothing in other texts, and nothing when it knows no secret", () => {
    expect(
      knowing(odd).finds(
        JSON.stringify({ a: `${odd.slice(1)} ${base64("something else")} %zz \\u00 &#x; &#9999999;` }),
      ),
    ).toBe(false);
    expect(createRedactor().finds(odd)).toBe(false);
  });

  test("finds the Basic credentials of a pair whose secret is too short to be looked for alone", () => {
    const redactor = createRedactor();
    redactor.addPair("client", "abc");
    expect(redactor.finds(`Basic ${base64("client:abc")}`)).toBe(true);
    expect(redactor.finds("client:abc")).toBe(false);
  });

  test("finds nothing any more in what was redacted, whatever the secret and its encoding", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40, unit: "grapheme" }),
        fc.constantFrom<(text: string) => string>(
          (text) => JSON.stringify({ a: text }),
          (text) => encodeURIComponent(Buffer.from(text).toString()),
          (text) => new URLSearchParams({ a: text }).toString(),
          base64,
          (text) => base64(JSON.stringify({ a: text })),
          (text) => Buffer.from(`id:${text}`).toString("base64url"),
        ),
        fc.stringMatching(/^[ -~]{0,5}$/),
        (secret, encode, before) => {
          // A secret of the mask's own letters would be found in the mask.
          fc.pre(!/^[\s\w<>":,{}[\]\\]*$/.test(secret));
          const redactor = knowing(secret);
          const text = `${before} ${encode(secret)}`;
          expect(redactor.finds(text)).toBe(true);
          expect(redactor.finds(redactor.redact(text))).toBe(false);
        },
      ),
    );
  });
});

describe("createRedactor, given texts that are long or made to be slow", () => {
  test.each([
    ["a credential", `Bearer ${"a".repeat(5_000_000)}`],
    ["a gap after a scheme", `Bearer${" ".repeat(1_000_000)}x`],
    ["nothing but schemes", "Bearer ".repeat(100_000)],
    ["a credential of equals signs", `Bearer ${"=".repeat(200_000)}x`],
    ["percent-encoding", "%41".repeat(300_000)],
    ["escapes", "\\u0041".repeat(100_000)],
    ["backslashes", "\\".repeat(500_000)],
    ["one run of base64", "QUJD".repeat(500_000)],
  ])("gets to the end of %s", (_, text) => {
    const redactor = knowing("secret-12345");
    expect(redactor.finds(text)).toBe(false);
    expect(redactor.finds(`${text} secret-12345`)).toBe(true);
    expect(redactor.redact(`${text} secret-12345`)).not.toContain("secret-12345");
  });
});

function knowing(...secrets: string[]) {
  const redactor = createRedactor();
  for (const one of secrets) redactor.add(one);
  return redactor;
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16);
}

function percentEncode(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}
