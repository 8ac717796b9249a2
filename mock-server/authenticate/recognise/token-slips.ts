/** One slip in how an access token is written into the header. */
export interface TokenSlip {
  readonly rule: string;
  readonly found: string;
  readonly suggestion: string;
  /** The token without the slip; the text itself where it does not have it. */
  readonly mend: (token: string) => string;
}

/** In the order in which they are mended: what is around others stands first. A token is one run of characters (RFC 6750, 2.1). */
export const tokenSlips: readonly TokenSlip[] = [
  {
    rule: "answer-as-token",
    found: "the whole answer of the token request",
    suggestion: "Take the value of access_token out of the answer.",
    mend: (token) => /^\{.*?"access_token"\s*:\s*"([^"]+)"/s.exec(token)?.[1] ?? token,
  },
  {
    rule: "token-with-name",
    found: "a name before the token",
    suggestion: "Send the value alone.",
    mend: (token) => token.replace(/^["']?(?:access_?token|token)["']?\s*[=:]\s*/i, ""),
  },
  {
    rule: "scheme-twice",
    found: "the scheme Bearer, twice",
    suggestion: "The client adds the scheme already, or the token was stored with it: write it once.",
    mend: (token) => token.replace(/^(?:["'\s]*bearer[\s:]+)+/i, ""),
  },
  {
    rule: "token-in-quotes",
    found: "a token in quotes",
    suggestion: "Leave the quotes out; a JSON text has to be parsed before its value is used.",
    mend: (token) => token.replace(/^(?:\\?["'`\u201c\u201d])+|(?:\\?["'`\u201c\u201d])+$/g, ""),
  },
  {
    rule: "token-in-brackets",
    found: "a token in brackets",
    suggestion: "Leave the brackets out; they stand for a place in a manual.",
    mend: (token) => token.replace(/^(?:<([^<>\s]{16,})>|\{+([^{}\s]{16,})\}+|\[([^[\]\s]{16,})\])$/, "$1$2$3"),
  },
  {
    rule: "token-with-line-break",
    found: "a line break in the token",
    suggestion: "Trim the token: what a command or a file gives ends with a line break.",
    mend: (token) => token.replace(/(?:[\r\n]|\\r|\\n|%0a|%0d)+/gi, ""),
  },
  {
    rule: "token-with-space",
    found: "white space in the token",
    suggestion: "A token is one run of characters without white space.",
    mend: (token) => token.replace(/(?:\s|%20|\u200b|\ufeff)+/g, ""),
  },
  {
    rule: "token-with-punctuation",
    found: "a comma or semicolon after the token",
    suggestion: "Leave it out.",
    mend: (token) => token.replace(/[,;]+$/, ""),
  },
];

/** Texts that stand where a token was to be put in. */
export const tokenLeftovers: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "what a program writes where it has no value", pattern: /^(?:undefined|null|none|nil|nan|true|false)$/i },
  { what: "an object that was put into a text", pattern: /^\[object \w+\]$/i },
  { what: "a variable in double braces that was not put in, as in Postman", pattern: /^\{\{[^{}]*\}\}$/ },
  { what: "a variable that was not put in", pattern: /^(?:\$\{[^{}]*\}|\$\w+|%\w+%|#\{[^{}]*\})$/ },
  {
    what: "a place for a token, as in a manual",
    pattern:
      /^(?:<(?:[^<>]{0,15}|[^<>]*\s[^<>]*|[^<>]*(?:token|here))>|\{(?:[^{}"]{0,15}|[^{}"]*token)\}|\[[A-Z_ -]+\]|(?:your|my)[-_ ]?\w*token\w*|access[-_]?token|token|x{3,}|\*{3,}|\.{3}|\u2026)$/i,
  },
];
