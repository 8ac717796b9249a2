import { contractNames } from "#mock-server/contract/index.ts";
import {
  codeChallengeMethods,
  contactMediaTypes,
  contactTypes,
  grantTypes,
  userStates,
} from "#mock-server/org/entities.ts";
import { execution, flow, runEnd } from "./flow-schemas.ts";
import { injectableStatuses } from "./injected-faults.ts";
import { closed, filledText, instant, named, secret, text, texts } from "./schema-parts.ts";

const grants = { type: "array", items: closed({ roleId: text, divisionId: text }, ["roleId", "divisionId"]) } as const;

const contact = closed(
  {
    address: text,
    mediaType: { type: "string", enum: contactMediaTypes },
    type: { type: "string", enum: contactTypes },
    extension: text,
    countryCode: text,
    integration: text,
  },
  [],
);
const education = closed({ school: text, fieldOfStudy: text, notes: text, dateStart: text, dateEnd: text }, []);

const user = closed(
  {
    ...named,
    email: text,
    divisionId: text,
    state: { type: "string", enum: userStates },
    title: text,
    department: text,
    preferredName: text,
    username: text,
    jabberId: text,
    managerId: text,
    addresses: { type: "array", items: contact },
    images: { type: "array", items: closed({ resolution: text, imageUri: text }, []) },
    acdAutoAnswer: { type: "boolean" },
    certifications: texts,
    profileSkills: texts,
    biography: closed(
      {
        biography: text,
        interests: texts,
        hobbies: texts,
        spouse: text,
        education: { type: "array", items: education },
      },
      [],
    ),
    employerInfo: closed({ officialName: text, employeeId: text, employeeType: text, dateHire: text }, []),
    languagePreference: text,
    lastLoginAt: instant,
    lastTokenIssuedAt: instant,
    welcomeSentAt: instant,
    version: { type: "integer", minimum: 1 },
    grants,
  },
  ["id", "name", "email", "divisionId", "state", "version", "grants"],
);

const oauthClient = closed(
  {
    ...named,
    secret,
    authorizedGrantType: { type: "string", enum: grantTypes },
    accessTokenValiditySeconds: { type: "integer", minimum: 300, maximum: 172_800 },
    grants,
    scope: texts,
    description: text,
    registeredRedirectUri: texts,
  },
  ["id", "name", "secret", "authorizedGrantType", "accessTokenValiditySeconds", "grants"],
);

const token = closed(
  { accessToken: secret, clientId: text, userId: text, permissions: texts, scopes: texts, expiresAt: instant },
  ["accessToken", "clientId"],
);

const codeChallenge = { type: "string", pattern: "^[A-Za-z0-9._~-]{43,128}$" } as const;
const codeChallengeMethod = { type: "string", enum: codeChallengeMethods } as const;

const authorizationCode = closed(
  {
    code: secret,
    clientId: text,
    userId: text,
    redirectUri: text,
    scopes: texts,
    codeChallenge,
    codeChallengeMethod,
    expiresAt: instant,
  },
  ["code", "clientId", "userId", "redirectUri", "expiresAt"],
);

const refreshToken = closed(
  {
    refreshToken: secret,
    clientId: text,
    userId: text,
    scopes: texts,
    withProofKey: { type: "boolean" },
    expiresAt: instant,
  },
  ["refreshToken", "clientId", "userId", "expiresAt"],
);

const listOf = (items: unknown) => ({ type: "array", items }) as const;

/** JSON schemas of what `/__mock` takes, by what is sent. */
export const controlSchemas = {
  org: closed(
    {
      organization: closed(
        { ...named, shortName: text, domain: text, defaultLanguage: text, defaultCountryCode: text },
        ["id", "name"],
      ),
      divisions: listOf(
        closed({ ...named, description: text, homeDivision: { type: "boolean" } }, [
          "id",
          "name",
          "description",
          "homeDivision",
        ]),
      ),
      roles: listOf(
        closed({ ...named, description: text, default: { type: "boolean" }, defaultRoleId: text, permissions: texts }, [
          "id",
          "name",
          "description",
          "default",
          "permissions",
        ]),
      ),
      users: listOf(user),
      flows: listOf(flow),
      executions: listOf(execution),
      oauthClients: listOf(oauthClient),
      tokens: listOf(token),
      authorizationCodes: listOf(authorizationCode),
      refreshTokens: listOf(refreshToken),
    },
    ["organization", "divisions", "roles", "users", "flows", "executions", "oauthClients", "tokens"],
  ),
  user,
  flow,
  executionEnd: closed(runEnd, []),
  token: closed(
    {
      userId: filledText,
      clientId: filledText,
      permissions: texts,
      scopes: texts,
      expiresIn: { type: "number", minimum: -31_536_000, maximum: 31_536_000 },
    },
    [],
  ),
  authorization: closed(
    {
      clientId: filledText,
      userId: filledText,
      redirectUri: filledText,
      scopes: texts,
      codeChallenge,
      codeChallengeMethod,
    },
    ["clientId", "userId"],
  ),
  fault: closed(
    {
      method: filledText,
      path: { type: "string", pattern: "^[/*]" },
      status: { type: "integer", enum: injectableStatuses },
      retryAfter: { type: "integer", minimum: 0 },
      delay: { type: "integer", minimum: 0, maximum: 600_000 },
      reset: { type: "boolean" },
      // A number or a word, which no single rule can say in words: find-fault-mistakes.ts looks at it.
      cutBody: {},
      times: { type: "integer", minimum: 1 },
    },
    [],
  ),
  explain: closed(
    {
      method: filledText,
      path: filledText,
      // An object or a list of pairs, which explain-calls.ts looks at.
      headers: {},
      body: {},
      contract: { type: "string", enum: contractNames },
    },
    ["method", "path"],
  ),
  clock: {
    ...closed(
      {
        advance: { type: "number", minimum: -31_536_000, maximum: 31_536_000 },
        set: instant,
        frozen: { type: "boolean" },
      },
      [],
    ),
    minProperties: 1,
  },
} as const;

export type ControlSchema = keyof typeof controlSchemas;
