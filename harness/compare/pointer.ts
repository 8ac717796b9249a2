/** The JSON pointer of a child: `/body` and `a/b` give `/body/a~1b`. */
export function childPointer(at: string, key: string | number): string {
  return `${at}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A JSON pointer as people write a place: `/body/errors/0/field` gives `body.errors[0].field`; the root gives "". */
export function formatPlace(at: string): string {
  return at
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map(formatStep)
    .join("");
}

function formatStep(key: string, position: number): string {
  if (/^\d+$/.test(key)) {
    return `[${key}]`;
  }
  if (!/^[\w$-]+$/.test(key)) {
    return `[${JSON.stringify(key)}]`;
  }
  return position === 0 ? key : `.${key}`;
}
