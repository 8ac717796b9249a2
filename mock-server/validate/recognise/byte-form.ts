import { withBody } from "#mock-server/diagnose/mend-request.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding } from "./body-problem.ts";

const start = { line: 1, column: 1 } as const;

/** A body that is text, in other bytes than UTF-8 without a mark: a byte-order mark, UTF-16, Latin-1. */
export const byteForm: Recogniser = ({ request: { body }, operation }): readonly Finding[] => {
  if (operation?.body === undefined || body.length === 0) return [];
  const form = forms.find(({ is }) => is(body));
  if (form === undefined) return [];
  const { rule, found, suggestion, read } = form;
  return [
    bodyFinding({
      pointer: "",
      rule,
      expected: "JSON in UTF-8, from the first byte on",
      found,
      suggestion,
      position: start,
      change: `body: ${found} -> UTF-8`,
      fix: (request) => (form.is(request.body) ? withBody(request, Buffer.from(read(request.body))) : request),
    }),
  ];
};

interface ByteForm {
  readonly rule: string;
  readonly found: string;
  readonly suggestion: string;
  readonly is: (body: Buffer) => boolean;
  readonly read: (body: Buffer) => string;
}

const startsWith = (body: Buffer, ...bytes: readonly number[]) => bytes.every((byte, at) => body[at] === byte);
const utf16 = "Write the body as UTF-8: Windows PowerShell and some editors save UTF-16.";

const forms: readonly ByteForm[] = [
  {
    rule: "byte-order-mark",
    found: "a byte-order mark (EF BB BF) before the JSON",
    suggestion: "Save the file as UTF-8 without a byte-order mark.",
    is: (body) => startsWith(body, 0xef, 0xbb, 0xbf),
    read: (body) => body.toString("utf8").replace(/^\uFEFF+/, ""),
  },
  {
    rule: "utf-16",
    found: "UTF-16 (little endian)",
    suggestion: utf16,
    is: (body) => startsWith(body, 0xff, 0xfe) || (body.length > 3 && body[1] === 0 && body[3] === 0 && body[0] !== 0),
    read: (body) => body.toString("utf16le").replace(/^\uFEFF/, ""),
  },
  {
    rule: "utf-16",
    found: "UTF-16 (big endian)",
    suggestion: utf16,
    is: (body) => startsWith(body, 0xfe, 0xff) || (body.length > 3 && body[0] === 0 && body[2] === 0 && body[1] !== 0),
    read: (body) =>
      swapped(body)
        .toString("utf16le")
        .replace(/^\uFEFF/, ""),
  },
  {
    rule: "not-utf-8",
    found: "bytes that are not UTF-8",
    suggestion: "Write the body as UTF-8: these bytes look like Latin-1 (Windows-1252).",
    is: (body) => body.toString("utf8").includes("\uFFFD") && !body.includes("\uFFFD"),
    read: (body) => body.toString("latin1"),
  },
];

function swapped(body: Buffer): Buffer {
  return Buffer.from(body.subarray(0, body.length - (body.length % 2))).swap16();
}
