const longest = 60;

/** A JSON value for people, cut when long: `the text "abc"`, `the number 5`, `an object`. */
export function describeValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  switch (typeof value) {
    case "string":
      return `the text ${JSON.stringify(cutText(value))}`;
    case "number":
    case "boolean":
      return `the ${typeof value} ${String(value)}`;
    case "object":
      return "an object";
    default:
      return "nothing";
  }
}

/** A JSON value as the slot of a message takes it: texts without quotes, long ones cut. */
export function plainValue(value: unknown): string {
  return cutText(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
}

function cutText(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}
