/** One slip in how the target of a request is written. */
export interface TargetSlip {
  readonly rule: string;
  /** What is to be said of it. */
  readonly found: string;
  readonly suggestion: string;
  /** The target without the slip; the target itself where it does not have it. */
  readonly mend: (target: string) => string;
}

const basePath = "/api/v2";
const knownRoots = /^\/(?:api|oauth|logout)(?:\/|\?|$)/i;

/** Slips of spelling, in the order in which they are mended: what hides another one stands before it. */
export const targetSlips: readonly TargetSlip[] = [
  {
    rule: "whole-address-as-path",
    found: "a whole address in the place of a path",
    suggestion: "Give the client the path alone; the host is added to it.",
    mend: (target) => target.replace(/^\/*https?:\/{1,2}[^/?]*\/?/i, "/"),
  },
  {
    rule: "white-space-in-path",
    found: "white space or a line break in the path",
    suggestion: "Trim what the path is put together from.",
    mend: (target) => onPath(target, (path) => path.replace(/(?:%20|%0a|%0d|%09|%e2%80%8b|\s)+(?=\/|$)/gi, "")),
  },
  {
    rule: "encoded-question-mark",
    found: "the question mark of the query as %3F, so that it is a part of the path",
    suggestion: "Encode names and values of the query, not the question mark before it.",
    mend: (target) => target.replace(/^([^?]*?)%3f/i, "$1?"),
  },
  {
    rule: "ampersand-before-query",
    found: "& in the place of the question mark",
    suggestion: "The first parameter of the query comes after ?, the others after &.",
    mend: (target) => target.replace(/^([^?&]*)&(?=[\w.%[\]]+=)/, "$1?"),
  },
  {
    rule: "encoded-slash",
    found: "a slash of the path as %2F",
    suggestion: "Encode the segments of a path one by one, not the slashes between them.",
    mend: (target) => onPath(target, (path) => path.replace(/%2f/gi, "/")),
  },
  {
    rule: "quotes-around-path",
    found: "quotes around the path or at its end",
    suggestion: "Leave the quotes out.",
    mend: (target) => onPath(target, (path) => path.replace(/^(\/?)(?:%22|["'])+/, "$1").replace(/(?:%22|["'])+$/, "")),
  },
  {
    rule: "double-slash",
    found: "two slashes in a row",
    suggestion: "Let either the base address or the path have the slash, not both.",
    mend: (target) => onPath(target, (path) => path.replace(/\/{2,}/g, "/")),
  },
  {
    rule: "trailing-slash",
    found: "a slash at the end of the path",
    suggestion: "Leave the slash out.",
    mend: (target) => onPath(target, (path) => path.replace(/(?<=.)\/+$/, "")),
  },
  {
    rule: "version-of-path",
    found: "another version than v2",
    suggestion: `The paths of the Platform API begin with ${basePath}.`,
    mend: (target) => target.replace(/^\/api\/v[\d.]+(?=\/|\?|$)/i, basePath),
  },
  {
    rule: "base-path-twice",
    found: `${basePath} more than once`,
    suggestion: `Put ${basePath} into the base address or into the path, not into both.`,
    mend: (target) => target.replace(/^(?:\/api\/v2){2,}/i, basePath),
  },
  {
    rule: "base-path-missing",
    found: `a path that does not begin with ${basePath}`,
    suggestion: `Put ${basePath} before it.`,
    mend: (target) => {
      const rest = target.replace(/^\/(?:platform\/)?(?:api\/v2|v\d+|api)(?=\/)/i, "").replace(/^(?!\/)/, "/");
      return /^\/api\/v2(?:\/|\?|$)/i.test(target) || (knownRoots.test(target) && rest === target)
        ? target
        : basePath + rest;
    },
  },
];

/** Changes the path of a target and leaves its query alone. */
function onPath(target: string, change: (path: string) => string): string {
  const mark = target.indexOf("?");
  return mark < 0 ? change(target) : change(target.slice(0, mark)) + target.slice(mark);
}
