const width = 80;

/** A text in lines of at most 80 columns, each with the indent; a word that is longer has a line of its own. */
export function wrapText(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of printable(text).split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      // What goes on stands under what was begun.
      line = `${hangingOf(text)}${word}`;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.map((one) => `${indent}${one}`).join("\n");
}

function hangingOf(text: string): string {
  return /^(?:- |-> |expected |found +)/.exec(text)?.[0].replaceAll(/./g, " ") ?? "";
}

/** The text with escapes for control characters, on which a terminal would act. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
