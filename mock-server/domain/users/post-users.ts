import type { AcceptedCall, Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, textField } from "#mock-server/domain/shared/read-input.ts";
import type { Grant, User } from "#mock-server/org/entities.ts";
import { type Org, unusedUserId } from "#mock-server/org/org.ts";
import { findUserFault } from "./find-user-fault.ts";
import { readState, withFields } from "./read-user-fields.ts";
import { formatUser } from "./user-body.ts";

/** Creates a user. A password is taken and forgotten: the mock lets users in without one. */
export const postUsers: Handler = async (call, org) => {
  const fields = bodyFields(call);
  const user = withFields(await blankUser(call, org), fields);
  const fault = await findUserFault(user, undefined, { call, org });
  if (fault !== undefined) return refuse(fault);
  await org.users.put(user);
  return answer(formatUser(user, org));
};

async function blankUser(call: AcceptedCall, org: Org): Promise<User> {
  const fields = bodyFields(call);
  return {
    id: await unusedUserId(org),
    name: "",
    email: "",
    divisionId: textField(fields, "divisionId") ?? (await homeDivision(org)),
    state: readState(fields["state"]) ?? readState(call.settings["newUserState"]) ?? "active",
    version: 1,
    grants: await firstGrants(org),
  };
}

/** Where a user is who is created without a division (TF and CLI leave it out; that it is the home division is inferred). */
async function homeDivision(org: Org): Promise<string> {
  const divisions = await org.divisions.list();
  return divisions.find((division) => division.homeDivision)?.id ?? divisions[0]?.id ?? "*";
}

/** Everybody has the built-in role `employee`; that a new user has it at once is inferred. */
async function firstGrants(org: Org): Promise<Grant[]> {
  const employee = (await org.roles.list()).find((role) => role.default && role.name === "employee");
  return employee === undefined ? [] : [{ roleId: employee.id, divisionId: "*" }];
}
