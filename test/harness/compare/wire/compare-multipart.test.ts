import { describe, expect, test } from "vitest";
import { findDecisive } from "#harness/compare/wire/find-decisive.ts";
import { bearer, compare, differencesOf, twoClients, type WireCall } from "./wire-builders.ts";

/** A multipart call with these parts: the headers of each but for its name, and its content. */
function aForm(boundary: string, parts: Readonly<Record<string, { also?: string; is: string | Buffer }>>): WireCall {
  const lines = Object.entries(parts).flatMap(([name, { also = "", is }]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${also}\r\n\r\n`),
    Buffer.from(is as string),
    Buffer.from("\r\n"),
  ]);
  const body = Buffer.concat([...lines, Buffer.from(`--${boundary}--\r\n`)]);
  return { headers: [bearer, ["Content-Type", `multipart/form-data; boundary=${boundary}`]], body };
}

const file = { also: '; filename="a.csv"\r\nContent-Type: text/csv', is: "a,b\r\n\r\n1,2" };

describe("two multipart bodies", () => {
  test("do not differ in their boundary, in the header neither, quoted or not", () => {
    const [left, right] = [aForm("one", { name: { is: "x" }, file }), aForm("two-2", { name: { is: "x" }, file })];
    const quoted = right.headers?.map(([name, value]) => [name, value.replace("two-2", '"two-2"')] as const) ?? [];
    expect(compare(left, { ...right, headers: quoted })).toMatchObject({ differences: [], hidden: 2 });
  });

  test("differ in what a part holds, in what its headers say, and in which parts there are", () => {
    const left = aForm("one", { name: { is: "x" }, file, kind: { is: "1" } });
    const right = aForm("two", {
      name: { is: "y" },
      file: { ...file, also: file.also.replace("a.csv", "b.csv") },
      more: { is: "2" },
    });
    const headers = (name: string) =>
      JSON.stringify(`Content-Disposition: form-data; filename="${name}"; Content-Type: text/csv`);
    expect(differencesOf(left, right)).toEqual([
      'body /name: "x" | "y"',
      `body /file (headers): ${headers("a.csv")} | ${headers("b.csv")}`,
      'body /kind: "1" | -',
      'body /more: - | "2"',
    ]);
  });

  test("differ in bytes that are no text", () => {
    const [left, right] = [
      [0xff, 0x01],
      [0xfe, 0x01],
    ].map((bytes) => aForm("one", { file: { is: Buffer.from(bytes) } }));
    expect(differencesOf(left ?? {}, right ?? {})).toHaveLength(1);
  });

  test("do not show what is secret in them", () => {
    const [left, right] = [aForm("one", {}), aForm("one", { password: { is: "s3cret99" } })];
    expect(differencesOf(left, right)).toEqual(["body /password: - | <hidden>"]);
  });

  test("are compared as one text where the header names no boundary", () => {
    const headers = [bearer, ["Content-Type", "multipart/form-data"]] as const;
    expect(differencesOf({ headers, body: "x" }, { headers, body: "y" })).toEqual(['body /: "x" | "y"']);
  });

  test("are changed as a whole in an experiment, with the boundary in the header", async () => {
    const [left, right] = [aForm("one", { name: { is: "x" } }), aForm("two", { name: { is: "y" } })];
    const answer = { status: 400, body: { code: "bad.request" } };
    const compared = await findDecisive(twoClients([left], [{ ...right, answer }]), async ({ body, headers }) => {
      const isWhole = headers.some(([, value]) => value.endsWith("boundary=one")) === body.includes("--one");
      return isWhole && body.includes("\r\n\r\nx\r\n") ? { status: 200, body: "" } : answer;
    });
    expect(compared?.others[0]?.differences).toMatchObject([{ name: "/name", decisive: true }]);
  });
});
