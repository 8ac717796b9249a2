const shortEscapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  E: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "?": "?",
};

/** Octal and hexadecimal escapes are bytes, which together may be one character. */
const byteRun = /(?:\\(?:[0-7]{1,3}|x[\da-fA-F]{1,2}))+/g;
const oneByte = /\\(?:([0-7]{1,3})|x([\da-fA-F]{1,2}))/g;

/** What a shell makes of the inside of `$'...'` (Bash manual, ANSI-C Quoting). */
export function decodeAnsiC(inside: string): string {
  // An escaped backslash must not lend itself to what follows it.
  return inside
    .split(/(\\\\)/)
    .map((part) => (part === "\\\\" ? "\\" : decodePart(part)))
    .join("");
}

function decodePart(text: string): string {
  return text
    .replace(byteRun, (run) =>
      Buffer.from(
        [...run.matchAll(oneByte)].map(([, octal, hex]) =>
          octal === undefined ? Number.parseInt(hex ?? "0", 16) : Number.parseInt(octal, 8) & 0xff,
        ),
      ).toString("utf8"),
    )
    .replace(/\\(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|c(.)|([\s\S]))/g, (match, short, long, control, letter) => {
      if (control !== undefined) return String.fromCharCode(String(control).charCodeAt(0) & 0x1f);
      if (letter !== undefined) return shortEscapes[letter] ?? match;
      const code = Number.parseInt(short ?? long, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : match;
    });
}
