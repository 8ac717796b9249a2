/**
 * The parts of a multipart body as fields: a part's content under its name, and what its headers say beside the name, if
 * anything, under `<name> (headers)`. The boundary is left out. One without a boundary is a single field without a name.
 */
export function parseMultipart(text: string, contentType: string): readonly (readonly [name: string, value: string])[] {
  const [, quoted, plain] = boundaryParameter.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return [["", text]];
  // What stands before the first boundary and behind the last one is nobody's.
  const [, ...parts] = `\r\n${text}`.split(`\r\n--${boundary}`);
  return parts.filter((part) => !part.startsWith("--")).flatMap(fieldsOf);
}

/** The type without its boundary, which is made up anew each time. */
export function withoutBoundary(contentType: string): string {
  return contentType.replace(boundaryParameter, "boundary=<any>");
}

const boundaryParameter = /boundary=(?:"([^"]*)"|([^;\s]+))/i;

function fieldsOf(part: string): (readonly [string, string])[] {
  const end = part.indexOf("\r\n\r\n");
  const [head, content] = end < 0 ? [part, ""] : [part.slice(0, end), part.slice(end + 4)];
  const [, name = ""] = /;\s*name="([^"]*)"/i.exec(head) ?? [];
  const said = head
    .replace(/;\s*name="[^"]*"/i, "")
    .split("\r\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^content-disposition:\s*form-data$/i.test(line));
  return [[name, content], ...(said.length === 0 ? [] : [[`${name} (headers)`, said.join("; ")] as const])];
}
