import { isBytes, isTable, isUnknown, type PowershellValue, textOf } from "./value.ts";

export interface Converted {
  readonly text: string;
  /** Where something was too deep, and what became of it: `query[0].fields: "name email"`. */
  readonly cut: readonly string[];
}

/** How deep `ConvertTo-Json` goes where no `-Depth` is given. */
export const defaultDepth = 2;

// -Depth takes no more than this.
const deepest = 100;
// Tables can hold each other, many times over.
const most = 10_000;

/**
 * What `ConvertTo-Json` makes of a value. What lies deeper than `depth` levels below the top becomes a text: the name of its type
 * for a table, its items with spaces between for a list.
 */
export function convertToJson(value: PowershellValue, depth: number): Converted {
  const cut: string[] = [];
  let seen = 0;
  const convert = (item: PowershellValue, level: number, at: string): unknown => {
    if (typeof item !== "object" || item === null) return item;
    if (isUnknown(item) || isBytes(item)) return textOf(item);
    seen += 1;
    if (seen > most) return null;
    if (level > Math.min(depth, deepest)) {
      const text = textOf(item);
      cut.push(`${at === "" ? "the whole" : at.replace(/^\./, "")} became ${JSON.stringify(text.slice(0, 60))}`);
      return text;
    }
    if (!isTable(item)) return item.map((one, index) => convert(one, level + 1, `${at}[${index}]`));
    return Object.fromEntries([...item.entries].map(([name, one]) => [name, convert(one, level + 1, `${at}.${name}`)]));
  };
  return { text: JSON.stringify(convert(value, 0, "")), cut };
}
