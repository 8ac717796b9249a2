import { stateOf } from "#harness/compare/state-of.ts";
import type { Given, GivenEntity } from "#harness/scenario/scenario.ts";
import type { CallAnswer } from "#harness/target/send-call.ts";
import { NotComparableError, TargetError } from "#harness/target/target.ts";
import { cutText } from "#redact/cut-text.ts";
import { describeAnswer, isRecord } from "./call-org.ts";
import { describeUnreached } from "./create-logins.ts";

/** Reads a path of the org. */
export type ReadOrg = (path: string) => Promise<CallAnswer>;

/**
 * Checks that the flows and users that a scenario is given are in the org, and in the state it names: a mock is made so, a
 * real org is only looked at. What else the scenario says of them (`runsFor`, `outcome` ...) cannot be seen there. Rejects
 * with a `NotComparableError` if one does not fit, with a `TargetError` if one cannot be read.
 */
export async function lookUpGiven(
  { flows = [], users = [] }: Pick<Given, "flows" | "users">,
  read: ReadOrg,
): Promise<void> {
  for (const flow of flows)
    await lookUp(flow, { at: "given.flows", permission: "architect:flow:view", find: findFlow }, read);
  for (const user of users)
    await lookUp(user, { at: "given.users", permission: "directory:user:view", find: findUser }, read);
}

/** What the org has under an id; `unread` is an answer that says nothing of it. */
type Found =
  | { readonly kind: "found"; readonly state: string; readonly type?: string }
  | { readonly kind: "unread"; readonly answer: CallAnswer };

interface Kind {
  readonly at: string;
  readonly permission: string;
  readonly find: (id: string, read: ReadOrg) => Promise<Found>;
}

async function lookUp(wanted: GivenEntity, kind: Kind, read: ReadOrg): Promise<void> {
  const { at, permission, find } = kind;
  const { id, state, type } = wanted;
  const found = await find(encodeURIComponent(id), read);
  if (found.kind === "unread") {
    if (found.answer.kind === "failed") throw new TargetError(describeUnreached(found.answer), { exitCode: 3 });
    const needs = found.answer.status === 403 ? ` The OAuth client needs the permission ${permission}.` : "";
    const message = `${at}: ${JSON.stringify(id)} could not be read in the real org: ${describeAnswer(found.answer)}.${needs}`;
    throw new TargetError(message, { exitCode: 3 });
  }
  const expected = typeof state === "string" ? state : "there";
  const fits = typeof state === "string" ? fitsState(found.state, state) : !/deleted|not there/.test(found.state);
  if (!fits) {
    throw new NotComparableError(
      `${at}: ${JSON.stringify(id)} should be ${expected}, and in the real org it is ${found.state}; bind another id, or change it there`,
    );
  }
  if (typeof type === "string" && found.type !== undefined && found.type.toUpperCase() !== type.toUpperCase()) {
    throw new NotComparableError(
      `${at}: ${JSON.stringify(id)} should be of type ${type}, and in the real org it is of type ${found.type}; bind another id`,
    );
  }
}

/** A deleted thing may be gone altogether: nobody can tell, and its calls are answered alike. */
function fitsState(found: string, wanted: string): boolean {
  return found === wanted || (wanted === "deleted" && found === "not there");
}

async function findFlow(id: string, read: ReadOrg): Promise<Found> {
  const path = `/api/v2/flows/${id}`;
  const answer = await read(path);
  if (answer.kind === "answered" && answer.status === 410) return { kind: "found", state: "deleted" };
  if (isMissing(answer)) return { kind: "found", state: "not there" };
  const body = bodyOf(answer);
  if (body === undefined) return { kind: "unread", answer };
  const type = typeof body["type"] === "string" ? { type: cutText(body["type"], 40) } : {};
  return { kind: "found", state: stateOf(body, path) ?? "there", ...type };
}

/** A deleted user is shown only to who asks for deleted ones. */
async function findUser(id: string, read: ReadOrg): Promise<Found> {
  const answer = await read(`/api/v2/users/${id}`);
  const shown = isMissing(answer) ? await read(`/api/v2/users/${id}?state=deleted`) : answer;
  if (isMissing(shown)) return { kind: "found", state: "not there" };
  const state = bodyOf(shown)?.["state"];
  return typeof state === "string" ? { kind: "found", state: cutText(state, 40) } : { kind: "unread", answer: shown };
}

function isMissing(answer: CallAnswer): boolean {
  return answer.kind === "answered" && answer.status === 404;
}

function bodyOf(answer: CallAnswer): Readonly<Record<string, unknown>> | undefined {
  return answer.kind === "answered" && answer.status === 200 && isRecord(answer.body) ? answer.body : undefined;
}
