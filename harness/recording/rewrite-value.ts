import { isRecord } from "#harness/scenario/document/document-value.ts";
import { credentialKind, maskNamedCredentials, type Placeholder } from "./mask-credentials.ts";
import {
  holdsContacts,
  kindOfField,
  looksLikePerson,
  type PersonalKind,
  type Place,
  plainName,
} from "./people/person-fields.ts";
import { replaceEmails } from "./people/replace-emails.ts";

/** How a message is rewritten. */
export interface Rewriting {
  /** What stands in place of a credential. */
  readonly placeholder: Placeholder;
  /** What stands in place of a personal text. Texts of one object that looks like a person come with the same `person`. */
  readonly replace: (kind: PersonalKind, text: string, person?: object) => string;
  /** Fields whose values stay as they are, as `plainName` writes them. */
  readonly keep: ReadonlySet<string>;
  /** Told the value of such a field. */
  readonly onKept: (text: string) => void;
  /** Applied to every text that is not replaced as a whole. */
  readonly sweep: (text: string) => string;
  /** Whether the message goes to the login host or comes from there. */
  readonly isLogin: boolean;
}

interface Walk extends Place {
  readonly rewriting: Rewriting;
  readonly person?: object;
}

/** A JSON value with its credentials and people's data replaced. Throws a `RangeError` where it is nested too deeply. */
export function rewriteJson(value: unknown, rewriting: Rewriting): unknown {
  return walk(value, "", { rewriting, isPerson: false, isContact: false });
}

function walk(value: unknown, field: string, around: Walk): unknown {
  if (typeof value === "string") return rewriteField(field, value, around);
  if (typeof value === "number") return rewriteNumber(field, value, around);
  if (Array.isArray(value)) return value.map((item) => walk(item, field, around));
  if (!isRecord(value)) return value;
  if (credentialKind(field, around.rewriting) !== undefined) return walkCredential(value, field, around);
  const entries = Object.entries(value);
  const isPerson = looksLikePerson(value, field);
  const isContact = holdsContacts(field);
  // The addresses of a person are the person's.
  const person = isPerson ? {} : isContact ? around.person : undefined;
  const inside: Walk = {
    rewriting: around.rewriting,
    isPerson,
    isContact,
    ...(person === undefined ? {} : { person }),
  };
  // By its address a person is known from elsewhere, so that comes first and gives the number.
  const rewritten = new Map<string, unknown>();
  for (const [key, item] of entries.toSorted(([one], [other]) => rank(one) - rank(other))) {
    rewritten.set(key, walk(item, key, inside));
  }
  return Object.fromEntries(entries.map(([key]) => [rewriteText(key, around.rewriting), rewritten.get(key)] as const));
}

/** Whatever stands in an object that is a credential is one, but for what its names are. */
function walkCredential(value: Readonly<Record<string, unknown>>, field: string, around: Walk): unknown {
  return Object.fromEntries(
    Object.entries(value).map(
      ([key, item]) => [rewriteText(key, around.rewriting), walk(item, field, around)] as const,
    ),
  );
}

function rank(key: string): number {
  return /^e-?mail$|^username$/i.test(key) ? 0 : 1;
}

/** A text in a field of this name. */
function rewriteField(field: string, text: string, { rewriting, person, ...place }: Walk): string {
  const { replace } = rewriting;
  if (nothingPersonal.test(text)) return text;
  const credential = credentialKind(field, rewriting);
  if (credential !== undefined) return rewriting.placeholder(credential, text);
  if (rewriting.keep.has(plainName(field))) {
    rewriting.onKept(text);
    return text;
  }
  const kind = kindOfField(field, place);
  const swept = rewriteText(text, rewriting, person);
  // An email address keeps the form of one, whatever its field is called.
  if (swept !== text && /^[^\s@]+@[^\s@]+$/.test(text)) return swept;
  if (e164.test(text)) return replace("phone", text, person);
  if (kind === undefined || kind === "email") return swept;
  if ((kind === "phone" || kind === "postcode") && !hasDigits.test(text)) return swept;
  return replace(kind, text, person);
}

function rewriteNumber(field: string, value: number, { rewriting, person, ...place }: Walk): number {
  if (credentialKind(field, rewriting) !== undefined) return 0;
  const kind = kindOfField(field, place);
  const isKept = rewriting.keep.has(plainName(field));
  if ((kind !== "phone" && kind !== "postcode") || isKept || !Number.isSafeInteger(value) || value < 10) return value;
  const replaced = Number(rewriting.replace(kind, String(value), person));
  return Number.isSafeInteger(replaced) ? replaced : 0;
}

/** What a client's own mistake looks like in a field; replaced, nobody would see it any more. */
const nothingPersonal = /^(?:\s*|undefined|null|none|nan|true|false|\[object \w+\])$/i;
const e164 = /^\+[1-9]\d{7,14}$/;
const hasDigits = /\d.*\d/s;

/** A text of which nothing is known but itself: named credentials, email addresses and known names in it are replaced. */
export function rewriteText(text: string, rewriting: Rewriting, person?: object): string {
  const masked = /[=:]/.test(text) ? maskNamedCredentials(text, rewriting.placeholder) : text;
  const withoutEmails = replaceEmails(masked, (email) => rewriting.replace("email", email, person));
  return rewriting.sweep(withoutEmails);
}

/** The parameters of a query or a form, as they are sent; what needs no change stays byte for byte. */
export function rewriteParameters(text: string, rewriting: Rewriting): string {
  return text
    .split("&")
    .map((pair) => {
      const [written = "", ...rest] = pair.split("=");
      const [name, value] = [decodeParameter(written), decodeParameter(rest.join("="))];
      if (name === undefined || value === undefined) return rewriteText(pair, rewriting);
      const rewritten = rewriteField(name, value, { rewriting, isPerson: false, isContact: false });
      const rewrittenName = rewriteText(name, rewriting);
      if (rewritten === value && rewrittenName === name) return pair;
      return `${encodeURIComponent(rewrittenName)}=${encodeURIComponent(rewritten)}`;
    })
    .join("&");
}

function decodeParameter(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/** A text that may be nearly JSON (a comma too many, single quotes, cut off): the fields that can be read in it count. */
export function rewriteLooseText(text: string, rewriting: Rewriting): string {
  return rewriteText(/^\s*[{[]/.test(text) ? rewriteLooseJson(text, rewriting) : text, rewriting);
}

function rewriteLooseJson(text: string, rewriting: Rewriting): string {
  const pairs = [...text.matchAll(loosePair)];
  const keys = Object.fromEntries(pairs.map((pair) => [pair[2] ?? "", pair[5] ?? ""]));
  const around: Walk = { rewriting, isPerson: looksLikePerson(keys, ""), isContact: false, person: {} };
  return text.replace(loosePair, (...[, start, key, , quote, value]: string[]) => {
    return `${start}${quote}${rewriteField(key ?? "", value ?? "", around)}${quote}`;
  });
}

const loosePair = /((?:["']|\b)([\w-]{1,60})(["']?)\s{0,20}:\s{0,20})(["'])((?:(?!\4)[^\\\n]|\\.){0,65536})\4/g;
