import type { Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { pathParameter } from "#mock-server/domain/shared/read-input.ts";
import { expandNames, expandUser } from "./expand-user.ts";
import { userNotFound } from "./faults.ts";
import { formatUser } from "./user-body.ts";

/** Reads a user. A deleted one needs `state=deleted`; an inactive one is answered with its state (TF, NET). */
export const getUser: Handler = async (call, org) => {
  const user = await org.users.get(pathParameter(call, "userId"));
  if (user === undefined) return refuse(userNotFound("an id that no user has"));
  const wantsDeleted = call.input.query["state"] === "deleted";
  if (wantsDeleted !== (user.state === "deleted")) {
    return refuse(
      userNotFound(
        `a user whose state is ${user.state}, which needs ${wantsDeleted ? "no state=deleted" : "state=deleted"}`,
      ),
    );
  }
  const expanded = await expandUser(user, expandNames(call.input.query["expand"]), { call, org });
  return answer(formatUser(user, org, expanded));
};
