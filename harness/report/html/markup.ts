import { printable } from "#harness/report/output.ts";

/** Markup that is safe to stand in the page. Only a template of ours makes it, so no text of a server can pretend to be it. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What can stand in a template: markup as it is, texts and numbers escaped, nothing for `undefined` and `false`. */
export type Part = Html | string | number | undefined | false | readonly Part[];

/** Makes markup of a template. A value may stand between tags, or within the double quotes of an attribute. */
export function html(literals: TemplateStringsArray, ...values: readonly Part[]): Html {
  let markup = literals[0] ?? "";
  let literal = markup;
  for (const [index, value] of values.entries()) {
    const inTag = literal.lastIndexOf("<") > literal.lastIndexOf(">");
    const next = literals[index + 1] ?? "";
    markup += write(value, inTag ? escapeAttribute : escapeText) + next;
    literal += next;
  }
  return new Html(markup);
}

function write(part: Part, escapeOne: (text: string) => string): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.toString();
  if (typeof part === "object") return part.map((one) => write(one, escapeOne)).join("");
  return escapeOne(printable(String(part)));
}

// The redactor knows these two forms of a secret; with more escapes than needed it would miss one.

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
