import type { Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { pathParameter } from "#mock-server/domain/shared/read-input.ts";
import { subjectNotFound } from "./faults.ts";
import { formatSubject } from "./subject-body.ts";

/** The roles of a user or an OAuth client by its id. */
export const getAuthorizationSubject: Handler = async (call, org) => {
  const id = pathParameter(call, "subjectId");
  const user = await org.users.get(id);
  const subject = user?.state === "deleted" ? undefined : (user ?? (await org.oauthClients.get(id)));
  return subject === undefined ? refuse(subjectNotFound()) : answer(await formatSubject(id, subject, org));
};
