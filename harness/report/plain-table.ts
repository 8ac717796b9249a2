import CliTable3 from "cli-table3";

/** Columns between two cells. */
export const padding = 2;

const noBorders = Object.fromEntries(
  ["top", "bottom", "mid", "left", "right"].flatMap((side) => [
    [side, ""],
    [`${side}-left`, ""],
    [`${side}-mid`, ""],
    [`${side}-right`, ""],
    [`left-${side}`, ""],
    [`mid-${side}`, ""],
    [`right-${side}`, ""],
  ]),
);

/**
 * Gives rows under each other in columns of these widths, without any lines; every column begins with its padding. A cell
 * wraps at spaces only, so its words have to be broken first. Ends with a line feed.
 */
export function formatRows(rows: readonly string[][], widths: readonly number[], paddingLeft = padding): string {
  const table = new CliTable3({
    colWidths: [...widths],
    wordWrap: true,
    chars: { ...noBorders, middle: "" },
    // Colours are set per cell, since the library's own ignore the `colour` option.
    style: { head: [], border: [], "padding-left": paddingLeft, "padding-right": 0 },
  });
  table.push(...rows);
  return `${table.toString().replaceAll(/ +$/gm, "")}\n`;
}
