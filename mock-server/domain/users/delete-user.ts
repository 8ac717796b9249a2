import type { Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { pathParameter } from "#mock-server/domain/shared/read-input.ts";
import { userNotFoundOnDelete } from "./faults.ts";

/** Deletes a user softly: it stays in the org in the state `deleted`, and a PATCH of its state restores it (NET, TF). */
export const deleteUser: Handler = async (call, org) => {
  const user = await org.users.get(pathParameter(call, "userId"));
  if (user === undefined) return refuse(userNotFoundOnDelete("an id that no user has"));
  if (user.state === "deleted") return refuse(userNotFoundOnDelete("a user who is deleted already"));
  await org.users.put({ ...user, state: "deleted", version: user.version + 1 });
  return answer({});
};
