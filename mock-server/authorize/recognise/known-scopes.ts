/** Scopes that an OAuth client can have besides those that the contract's operations name. Source: TF docs (OAuth scopes). */
const withReadOnly = [
  "architect",
  "authorization",
  "users",
  "organization",
  "oauth",
  "integrations",
  "routing",
  "telephony",
  "voicemail",
  "conversations",
  "groups",
  "presence",
  "search",
  "process-automation",
  "scripts",
  "outbound",
  "recordings",
  "quality",
  "knowledge",
  "messaging",
  "webdeployments",
  "workforce-management",
  "workitems",
  "journey",
  "external-contacts",
  "locations",
  "stations",
  "greetings",
  "identity-providers",
  "employee-performance",
  "learning",
  "coaching",
  "response-management",
  "speech-and-text-analytics",
  "organization-authorization",
  "users-rules",
  "upload",
  "ai-studio",
  "business-rules",
  "case-management",
] as const;

/** Every scope that is known, most of them with a form for reading alone. */
export const knownScopes: readonly string[] = [
  "user-basic-info",
  ...withReadOnly.flatMap((scope) => [scope, `${scope}:readonly`]),
];

/** Scopes that are told of in the thread behind this project and that no SDK knows; `thread` asks for one of the first two. */
export const reportedScopes: readonly string[] = [
  "flow:execute",
  "flow:execution:create",
  "flow:execution:write",
  "user:read",
];
