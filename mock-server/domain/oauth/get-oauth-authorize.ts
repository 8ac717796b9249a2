import type { Handler } from "#mock-server/call.ts";
import { showLogin } from "./login-page.ts";
import { readAuthorization } from "./read-authorization.ts";

/** Shows the login page. The mock keeps no session: it asks every time, as the platform does with `prompt=login`. */
export const getOauthAuthorize: Handler = async (call, org) => {
  const { query } = call.input;
  const read = await readAuthorization(query, { org, settings: call.settings });
  return "kind" in read ? read : showLogin({ request: read, fields: query, org });
};
