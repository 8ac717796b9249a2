/** A path that people call and the platform does not publish, and what they are after. */
export interface WrongPath {
  /** Only where the method makes it wrong. */
  readonly method?: string;
  /** With names in braces for segments that differ. */
  readonly path: string;
  readonly to: { readonly method?: string; readonly path: string };
  /** The segment of this name belongs into the body, as the property of the same name. */
  readonly intoBody?: string;
  readonly why: string;
  readonly source: string;
}

const launch = { method: "POST", path: "/api/v2/flows/executions" } as const;
const token = { method: "POST", path: "/oauth/token" } as const;
const idInPath = "A flow is launched by its id in the body, as flowId; the path has none.";
const architect = "Architect is the name of the tool; the paths of the API begin with /api/v2/flows.";
const loginPath = "Tokens come from the login host, whose path is /oauth/token without /api/v2.";
const subjects = "The rights of the caller are at /api/v2/authorization/subjects/me.";

/** Where a row names a report, that is its id in the catalogue of reports. */
export const wrongPaths: readonly WrongPath[] = [
  {
    path: "/api/v2/architect/flows/{flowId}/execute",
    to: launch,
    intoBody: "flowId",
    why: `${architect} ${idInPath}`,
    source: "report paris-429-architect-execute; NET ArchitectApi.md",
  },
  {
    path: "/api/v2/architect/flows/{flowId}/executions",
    to: launch,
    intoBody: "flowId",
    why: `${architect} ${idInPath}`,
    source: "as the row above",
  },
  { path: "/api/v2/architect/flows/executions", to: launch, why: architect, source: "as the row above" },
  {
    path: "/api/v2/flows/{flowId}/executions",
    to: launch,
    intoBody: "flowId",
    why: idInPath,
    source: "NET ArchitectApi.md (no such path)",
  },
  {
    path: "/api/v2/flows/{flowId}/execute",
    to: launch,
    intoBody: "flowId",
    why: idInPath,
    source: "NET ArchitectApi.md (no such path)",
  },
  {
    path: "/api/v2/flows/{flowId}/launch",
    to: launch,
    intoBody: "flowId",
    why: idInPath,
    source: "NET ArchitectApi.md (no such path)",
  },
  {
    method: "POST",
    path: "/api/v2/flows/{flowId}",
    to: launch,
    intoBody: "flowId",
    why: idInPath,
    source: "NET ArchitectApi.md (no such method)",
  },
  {
    method: "POST",
    path: "/api/v2/flows/executions/{flowId}",
    to: launch,
    intoBody: "flowId",
    why: idInPath,
    source: "report node-400-flowid-in-path-type-configuration; NET ArchitectApi.md",
  },
  {
    path: "/api/v2/flows/execute",
    to: launch,
    why: "Launches are made at /api/v2/flows/executions.",
    source: "NET ArchitectApi.md (no such path)",
  },
  {
    path: "/api/v2/flows/launch",
    to: launch,
    why: "Launches are made at /api/v2/flows/executions.",
    source: "NET ArchitectApi.md (no such path)",
  },
  {
    path: "/api/v2/architect/flows",
    to: { path: "/api/v2/flows" },
    why: architect,
    source: "reports premium-app-403-create-flow, byoc-504-get-flow; NET ArchitectApi.md",
  },
  {
    path: "/api/v2/architect/flows/{flowId}",
    to: { path: "/api/v2/flows/{flowId}" },
    why: architect,
    source: "report byoc-504-get-flow; NET ArchitectApi.md",
  },
  {
    path: "/api/v2/oauth/token",
    to: token,
    why: loginPath,
    source: "report client-credentials-401-invalid-client-api-path; DOC-CC",
  },
  { path: "/api/v2/oauth2/token", to: token, why: loginPath, source: "DOC-CC" },
  { path: "/oauth2/token", to: token, why: loginPath, source: "DOC-CC" },
  { path: "/oauth/v2/token", to: token, why: loginPath, source: "DOC-CC" },
  { path: "/token", to: token, why: loginPath, source: "DOC-CC" },
  { path: "/login/oauth/token", to: token, why: loginPath, source: "DOC-CC" },
  {
    path: "/api/v2/authorization/me",
    to: { path: "/api/v2/authorization/subjects/me" },
    why: subjects,
    source: "NET AuthorizationApi.md",
  },
  {
    path: "/api/v2/authorizations",
    to: { path: "/api/v2/authorization/subjects/me" },
    why: subjects,
    source: "NET AuthorizationApi.md",
  },
  {
    path: "/api/v2/authorization",
    to: { path: "/api/v2/authorization/subjects/me" },
    why: subjects,
    source: "NET AuthorizationApi.md",
  },
  {
    path: "/api/v2/me",
    to: { path: "/api/v2/users/me" },
    why: "The caller is at /api/v2/users/me.",
    source: "NET UsersApi.md",
  },
  {
    path: "/api/v2/organization",
    to: { path: "/api/v2/organizations/me" },
    why: "The caller's organization is at /api/v2/organizations/me.",
    source: "NET OrganizationApi.md",
  },
  {
    path: "/api/v2/organizations",
    to: { path: "/api/v2/organizations/me" },
    why: "The caller's organization is at /api/v2/organizations/me.",
    source: "NET OrganizationApi.md",
  },
];
