/** What is taken for granted where no server and no org of the caller's is at hand. */
export interface Assumptions {
  /** A well-formed token, or what stands for one, is valid; so are an OAuth client's id and secret. Default true. */
  readonly tokens?: boolean;
  /** The permissions of such a token; absent means all. */
  readonly permissions?: readonly string[];
  /** An id that the org does not know exists, and what it stands for is published, active or running. Default true. */
  readonly ids?: boolean;
}

const standIn =
  /^(?:<[^<>]+>|\{\{[^{}]+\}\}|\$\{[^{}]+\}|\$\w+|%\w+%|\[[A-Z_ -]+\]|(?:YOUR|MY)[_-]?\w+|X{3,}|\*{3,}|\.{3})$/i;

/** Whether a text stands for a value that its writer did not want to show: `<token>`, `$TOKEN`, `{{token}}`, `YOUR_TOKEN`. */
export function isStandIn(text: string): boolean {
  return standIn.test(text) && !noValue.test(text);
}

/** What a program writes where it has no value. */
const noValue = /^(?:undefined|null|none|nil|nan|true|false|\[object \w+\])$/i;

/** Whether a text can be an access token: one run of characters as RFC 6750 has them, or what stands for one. */
export function canBeToken(text: string): boolean {
  if (noValue.test(text)) return false;
  return isStandIn(text) || /^[\w.~+/-]+(?:\.\.\.|\u2026)?=*$/.test(text);
}

/** Whether a text can be an id of the platform, a UUID, or what stands for one. */
export function canBeId(text: string): boolean {
  return isStandIn(text) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
