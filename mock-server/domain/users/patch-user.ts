import type { AcceptedCall, Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, pathParameter } from "#mock-server/domain/shared/read-input.ts";
import type { Fault } from "#mock-server/fault.ts";
import type { User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { stateNotAlone, userNotFound, versionConflict } from "./faults.ts";
import { findUserFault } from "./find-user-fault.ts";
import { readState, withFields } from "./read-user-fields.ts";
import { formatUser } from "./user-body.ts";

/** Changes a user whose current version the caller knows; each accepted change raises it by one (the latter is inferred). */
export const patchUser: Handler = async (call, org) => {
  const user = await org.users.get(pathParameter(call, "userId"));
  if (user === undefined) return refuse(userNotFound("an id that no user has"));
  const { version } = bodyFields(call);
  if (version !== user.version) return refuse(versionConflict(user.version, version));
  const change = await changeUser(user, { call, org });
  if (change.kind === "refused") return refuse(change.fault);
  const changed = { ...change.user, version: user.version + 1 };
  await org.users.put(changed);
  return answer(formatUser(changed, org));
};

type Change = { readonly kind: "changed"; readonly user: User } | { readonly kind: "refused"; readonly fault: Fault };

/** `state`, when given, is the only property that changes, and the only way to restore a deleted user (NET, TF). */
async function changeUser(user: User, { call, org }: { call: AcceptedCall; org: Org }): Promise<Change> {
  const fields = bodyFields(call);
  const state = readState(fields["state"]);
  if (state !== undefined) {
    const others = changeableNames(fields);
    if (others.length > 0 && call.settings["stateWithOtherProperties"] === "refuse") {
      return { kind: "refused", fault: stateNotAlone(others) };
    }
    return { kind: "changed", user: { ...user, state } };
  }
  if (user.state === "deleted") {
    return {
      kind: "refused",
      fault: userNotFound("a user whose state is deleted, which only a change of state restores"),
    };
  }
  const wanted = withFields(user, fields);
  const fault = await findUserFault(wanted, user, { call, org });
  return fault === undefined ? { kind: "changed", user: wanted } : { kind: "refused", fault };
}

// Read-only in the schema: a client that sends back what it read changes nothing by them.
const unchangeable: readonly string[] = ["id", "version", "state", "primaryContactInfo", "selfUri"];

function changeableNames(fields: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(fields).filter((name) => fields[name] !== null && !unchangeable.includes(name));
}
