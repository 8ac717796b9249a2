/**
 * Variables that every scenario has without declaring them, and what each stands for. The target gives their values: the
 * mock from its seeded org, a live run from the environment.
 */
export const builtInVariables = {
  publishedFlow: "id of a published, launchable workflow that completes after one second",
  failingFlow: "id of a published workflow whose logic fails",
  slowFlow: "id of a published workflow that runs for a minute",
  unpublishedFlow: "id of a workflow that was never published",
  notLaunchableFlow: "id of a published flow of a type that cannot be launched",
  deletedFlow: "id of a deleted workflow",
  unknownFlow: "a well-formed id that no flow has",
  activeUser: "id of an active user",
  activeUserEmail: "email address of that user",
  inactiveUser: "id of an inactive user",
  deletedUser: "id of a deleted user",
  unknownUser: "a well-formed id that no user has",
  launchBody: "a launch body that the contract at hand accepts, as an object",
  launchFields: "the members of that object as JSON text, without the braces",
  clientId: "id of the OAuth client the scenario runs with",
  clientSecret: "its secret",
  basicCredentials: "base64 of that id and secret, for an Authorization: Basic header",
  accessToken: "the access token of the scenario",
  baseUrl: "base URL of the API, as the client sees it",
  loginUrl: "base URL of the login host, as the client sees it",
} as const satisfies Record<string, string>;

export type BuiltInVariable = keyof typeof builtInVariables;
