import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";

/** The organization of whoever holds the token, keys in the order of NET `Organization.md`; the form of `selfUri` is inferred. */
export const getOrganizationsMe: Handler = async (_call, { organization }) => {
  const { id, name, defaultLanguage, defaultCountryCode, shortName, domain } = organization;
  return answer({
    id,
    name,
    ...(defaultLanguage === undefined ? {} : { defaultLanguage }),
    ...(defaultCountryCode === undefined ? {} : { defaultCountryCode }),
    ...(shortName === undefined ? {} : { thirdPartyOrgName: shortName }),
    ...(domain === undefined ? {} : { domain }),
    // Nothing that is mocked changes it.
    version: 1,
    state: "active",
    selfUri: `/api/v2/organizations/${id}`,
  });
};
