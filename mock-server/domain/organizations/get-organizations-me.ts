import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { formatOrganization } from "./organization-body.ts";

/** The organization of whoever holds the token. */
export const getOrganizationsMe: Handler = async (_call, { organization }) => answer(formatOrganization(organization));
