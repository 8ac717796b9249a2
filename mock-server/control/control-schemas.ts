import { executionOutcomes, flowStates, flowTypes, grantTypes, userStates } from "#mock-server/org/entities.ts";
import { injectableStatuses } from "./injected-faults.ts";

const text = { type: "string" } as const;
const filledText = { type: "string", minLength: 1 } as const;
const texts = { type: "array", items: text } as const;
const anyObject = { type: "object" } as const;
const instant = { type: "string", format: "instant" } as const;
// Shorter ones could not be taken out of logs without blanking out ordinary words.
const secret = { type: "string", minLength: 6 } as const;

const closed = (properties: Record<string, unknown>, required: readonly string[]) =>
  ({ type: "object", additionalProperties: false, properties, required }) as const;

const grants = { type: "array", items: closed({ roleId: text, divisionId: text }, ["roleId", "divisionId"]) } as const;
const flowErrorInfo = closed({ message: text, code: text, status: { type: "integer" } }, ["message", "code"]);
const named = { id: filledText, name: text } as const;

const user = closed(
  {
    ...named,
    email: text,
    divisionId: text,
    state: { type: "string", enum: userStates },
    title: text,
    department: text,
    version: { type: "integer", minimum: 1 },
    grants,
  },
  ["id", "name", "email", "divisionId", "state", "version", "grants"],
);

const flow = closed(
  {
    ...named,
    description: text,
    type: { type: "string", enum: flowTypes },
    divisionId: text,
    state: { type: "string", enum: flowStates },
    version: { type: "string", pattern: "^[1-9]\\d{0,8}\\.0$" },
    inputSchema: anyObject,
    runsFor: { type: "number", minimum: 0, maximum: 31_536_000 },
    outcome: { type: "string", enum: executionOutcomes },
    completionReason: text,
    outputData: anyObject,
    flowErrorInfo,
  },
  ["id", "name", "type", "divisionId", "state", "version", "runsFor", "outcome"],
);

const execution = closed(
  {
    ...named,
    flowId: text,
    flowVersion: text,
    launchedAt: instant,
    endsAt: instant,
    outcome: { type: "string", enum: executionOutcomes },
    completionReason: text,
    outputData: anyObject,
    flowErrorInfo,
    inputData: anyObject,
  },
  ["id", "name", "flowId", "flowVersion", "launchedAt", "endsAt", "outcome", "inputData"],
);

const oauthClient = closed(
  {
    ...named,
    secret,
    authorizedGrantType: { type: "string", enum: grantTypes },
    accessTokenValiditySeconds: { type: "integer", minimum: 300, maximum: 172_800 },
    grants,
    scope: texts,
  },
  ["id", "name", "secret", "authorizedGrantType", "accessTokenValiditySeconds", "grants"],
);

const token = closed(
  { accessToken: secret, clientId: text, userId: text, permissions: texts, scopes: texts, expiresAt: instant },
  ["accessToken", "clientId"],
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
        closed({ ...named, description: text, default: { type: "boolean" }, permissions: texts }, [
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
    },
    ["organization", "divisions", "roles", "users", "flows", "executions", "oauthClients", "tokens"],
  ),
  user,
  flow,
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
  fault: closed(
    {
      method: filledText,
      path: { type: "string", pattern: "^[/*]" },
      status: { type: "integer", enum: injectableStatuses },
      retryAfter: { type: "integer", minimum: 0 },
      times: { type: "integer", minimum: 1 },
    },
    ["status"],
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
