import { formatValue } from "#harness/compare/format-value.ts";
import { isRecord, parseJson } from "#harness/compare/json.ts";
import type { CreatedThing, CreatedThings } from "#harness/exchange/created-things.ts";
import { decodeBody } from "#harness/exchange/decode-body.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { couldNotWait } from "#harness/exchange/forward-call.ts";
import { cutText } from "#redact/cut-text.ts";

/**
 * Why it cannot be told what a POST has created, if anything, and what to look for; undefined where it has created nothing, or
 * only things that can be deleted. `things` are those of its answer that are still there.
 */
export function whyUnknown(exchange: Exchange, { kind, things }: CreatedThings): string | undefined {
  const { response, error } = exchange;
  if (response === undefined && error?.startsWith(couldNotWait)) return undefined;
  const look = `look for it by hand${nameWanted(exchange)}`;
  if (response === undefined) return `it had no answer, so it may have created something; ${look}`;
  if (response.status < 200 || response.status > 299) return undefined;
  const answered = `it was answered ${response.status}`;
  const decoded = decodeBody(response);
  if (decoded.kind === "broken" || error !== undefined) {
    return `${answered} and its answer cannot be read, so it may have created something; ${look}`;
  }
  const unsure = things.filter((thing) => !isCertain(thing));
  if (things.length > 0 && unsure.length === 0) return undefined;
  return `${answered} ${describeThings(unsure, { kind, body: decoded.body })}, so it may have created something that was not deleted; ${look}`;
}

/** Whether a thing of an answer is one that the call has created. */
export function isCertain({ isAtPath, known }: CreatedThing): boolean {
  return isAtPath && known === undefined;
}

const most = 5;

function describeThings(
  unsure: readonly CreatedThing[],
  answer: Pick<CreatedThings, "kind"> & { body: Buffer },
): string {
  const [first] = unsure;
  if (first === undefined) return `without an id${nameParts(answer.body)}`;
  if (answer.kind === "one") {
    const id = `with the id ${formatValue(first.id)}`;
    return first.known === undefined
      ? `${id} and no selfUri of it below this path`
      : `${id}, which may have been there before (${first.known})`;
  }
  const known = new Set(unsure.map((thing) => thing.known));
  const parts = [...known].map((from) => {
    const things = unsure.filter((thing) => thing.known === from);
    const [has, ids] = things.length === 1 ? ["has", "the id"] : ["have", "ids"];
    const shown = things.slice(0, most).map(({ id }) => formatValue(id));
    const more = things.length - shown.length;
    const said = `${ids} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    return from === undefined
      ? `${said} ${has} no selfUri below this path`
      : `${said} may have been there before (${from})`;
  });
  return `with a list in which ${parts.join("; ")}`;
}

/** What an answer without an id has instead: the id of a job, maybe. */
function nameParts(body: Buffer): string {
  const value = parseJson(body.toString("utf8"))?.value;
  const names = isRecord(value) ? Object.keys(value).slice(0, most) : [];
  return names.length === 0 ? "" : ` (but with ${names.map((name) => cutText(name, 40)).join(", ")})`;
}

/** The names that the request gives to what it wants to be created. */
function nameWanted({ request }: Exchange): string {
  const value = parseJson(request.body.toString("utf8"))?.value;
  const parts = isRecord(value) ? [value, ...Object.values(value).flat()] : [value].flat();
  const names = parts.flatMap((part) => (isRecord(part) && typeof part["name"] === "string" ? [part["name"]] : []));
  const shown = [...new Set(names)].slice(0, most).map((name) => JSON.stringify(cutText(name, 60)));
  return shown.length === 0 ? "" : `: the request named it ${shown.join(", ")}`;
}
