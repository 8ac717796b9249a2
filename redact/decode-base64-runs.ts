/**
 * Every stretch of at least eight characters of base64 or base64url, decoded and put together, with what was no base64
 * turned into noise. Lines as mail and PEM break them are joined first.
 */
export function decodeBase64Runs(text: string): string {
  const joined = /[\r\n]/.test(text) ? text.replace(/(?<=[\w+/-])\r?\n(?=[\w+/-])/g, "") : text;
  const runs: string[] = [];
  let start = 0;
  // Not a pattern: a match of megabytes is more than the engine can hold.
  for (let at = 0; at <= joined.length; at++) {
    if (at < joined.length && isBase64[joined.charCodeAt(at)] === 1) continue;
    // Filled up to whole groups of four, the runs can be decoded together.
    if (at - start >= shortestRun) runs.push(joined.slice(start, at), fill[(at - start) % 4] ?? "");
    start = at + 1;
  }
  return Buffer.from(runs.join(""), "base64").toString();
}

/** Holds the six bytes of the shortest secret. */
const shortestRun = 8;

/** A group more than needed keeps the end of one run apart from the next. */
const fill = ["AAAA", "AAAAAAA", "AAAAAA", "AAAAA"];

const isBase64 = new Uint8Array(1 << 16);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") {
  isBase64[character.charCodeAt(0)] = 1;
}
