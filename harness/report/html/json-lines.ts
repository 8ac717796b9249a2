import { childPointer } from "#harness/compare/pointer.ts";

/** A line of JSON that is written out, and the place of what stands in it. */
export interface JsonLine {
  readonly text: string;
  /** JSON pointer of the value that begins or ends on the line. */
  readonly pointer: string;
}

const token = /\s*(?:("[^"\\]*(?:\\[\s\S][^"\\]*)*")|([-+.\w]+)|([{}[\],:]))/y;
const deepest = 50;

/**
 * Gives a JSON text, or the start of one, with a line for each value; its numbers and texts stay as they were written. What
 * follows where it stops to be JSON, or is nested too deeply to be read, is one line. Undefined for what does not begin as an
 * object or a list.
 */
export function formatJsonLines(text: string): readonly JsonLine[] | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  const writer = createLineWriter();
  let at = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, quoted, plain, sign] = match;
    if (writer.depth() > deepest) break;
    at = token.lastIndex;
    if (quoted !== undefined) writer.text(quoted);
    else if (plain !== undefined) writer.value(plain);
    else writer.sign(sign ?? "");
    if (writer.depth() === 0) break;
  }
  const lines = writer.end();
  const rest = text.slice(at).trim();
  return rest === "" ? lines : [...lines, { text: rest, pointer: "" }];
}

interface OpenContainer {
  readonly pointer: string;
  readonly list: boolean;
  index: number;
  /** Of an object, once it has been read. */
  key?: string;
}

function createLineWriter() {
  const lines: JsonLine[] = [];
  const open: OpenContainer[] = [];
  let line = "";
  let pointer = "";
  /** A container that is empty stays on its line, so the line ends only with what follows. */
  let justOpened = false;

  function endLine(): void {
    const indent = open.length - (justOpened ? 1 : 0);
    justOpened = false;
    if (line !== "") lines.push({ text: "  ".repeat(indent) + line, pointer });
    line = "";
  }

  function value(text: string): void {
    if (justOpened) endLine();
    const parent = open.at(-1);
    pointer = parent === undefined ? "" : childPointer(parent.pointer, parent.list ? parent.index : (parent.key ?? ""));
    line += text;
  }

  function close(sign: string): void {
    if (!justOpened) endLine();
    justOpened = false;
    pointer = open.pop()?.pointer ?? "";
    line += sign;
  }

  function comma(): void {
    line += ",";
    endLine();
    const parent = open.at(-1);
    if (parent === undefined) return;
    parent.index += 1;
    delete parent.key;
  }

  return {
    depth: () => open.length,
    value,
    text(quoted: string): void {
      const parent = open.at(-1);
      if (parent?.list === false && parent.key === undefined) parent.key = readKey(quoted);
      value(quoted);
    },
    sign(sign: string): void {
      if (sign === "{" || sign === "[") {
        value(sign);
        open.push({ pointer, list: sign === "[", index: 0 });
        justOpened = true;
      } else if (sign === ",") comma();
      else if (sign === ":") line += ": ";
      else close(sign);
    },
    end(): readonly JsonLine[] {
      endLine();
      return lines;
    },
  };
}

function readKey(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
