import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Answer } from "#harness/compare/drift/read-answer.ts";
import { isRecord } from "#harness/compare/json.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { cutText } from "#redact/cut-text.ts";
import type { CauseContext } from "./cause-context.ts";

/** What is missing where the real API answers 403 to a call that the mock accepts, and what to do about it. */
export function explainPermission(
  { body }: Answer,
  { request }: Exchange,
  { permissionsOf }: Pick<CauseContext, "permissionsOf">,
): DriftCause {
  const fields = body.kind === "json" && isRecord(body.value) ? body.value : {};
  const names = namedPermissions(fields);
  const division = fields["code"] === "missing.division.permission" ? " in the division of what it asks for" : "";
  const known = permissionsOf(request.method, request.path);
  const hint = known === undefined ? "" : `; by the contract this call needs ${known}`;
  const any = fields["code"] === "missing.any.permissions" && names.length > 1 ? "any of the permissions " : "";
  const lack =
    names.length > 0
      ? `lacks ${any || (names.length > 1 ? "the permissions " : "the permission ")}${names.join(", ")}${division}`
      : `may not do this${division}: most likely it lacks a permission, which the answer does not name${hint}`;
  const role = names.length > 1 && any === "" ? "a role with them" : "a role with it";
  return {
    kind: "permission",
    reason: `the token of the real leg ${lack}`,
    advice: `Give its OAuth client (or user) ${role}; or, to compare the refusal, let the scenario use a client with the same rights (given.oauthClient, docs/live.md) and expect 403`,
  };
}

const most = 10;

/** As the platform writes them: `...permissions assigned: [architect:flow:view, directory:user:view]`. */
function namedPermissions({ message, messageParams }: Readonly<Record<string, unknown>>): string[] {
  const params = isRecord(messageParams) ? Object.values(messageParams) : [];
  const texts = [message, ...params].filter((text) => typeof text === "string");
  const names = texts.flatMap(
    (text) => cutText(text, 2000).match(/(?<![\w:./-])[a-z][\w-]*:[\w*-]+:[\w*-]+(?![\w:])/gi) ?? [],
  );
  return [...new Set(names)].slice(0, most);
}
