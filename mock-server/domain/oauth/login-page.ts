import type { Outcome } from "#mock-server/call.ts";
import { textField } from "#mock-server/domain/shared/read-input.ts";
import type { User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { escapeHtml, formatPage } from "./page.ts";
import type { AuthorizationFields, AuthorizationRequest } from "./read-authorization.ts";

/** What the form hands on; it is read anew when it comes back, so nothing of it has to be kept. */
const handedOn = [
  "client_id",
  "redirect_uri",
  "response_type",
  "state",
  "scope",
  "code_challenge",
  "code_challenge_method",
] as const;

const mostUsers = 200;

/** The login page: one picks an active user of the org, and agrees or does not. `login_hint`, an email, picks one beforehand. */
export async function showLogin(parts: {
  readonly request: AuthorizationRequest;
  readonly fields: AuthorizationFields;
  readonly org: Org;
}): Promise<Outcome> {
  const { request, fields, org } = parts;
  const active = (await org.users.list()).filter(({ state }) => state === "active");
  // A hint is an email, or an email and the name of an org (JS).
  const hint = textField(fields, "login_hint")?.split(":", 1)[0]?.toLowerCase();
  const hinted = active.find(({ email }) => email.toLowerCase() === hint);
  const users = active.slice(0, mostUsers);
  const shown = hinted === undefined || users.includes(hinted) ? users : [hinted, ...users];
  const html = formatPage(
    `Log in to ${org.organization.name}`,
    [
      `<p><b>${escapeHtml(request.client.name)}</b> wants to act for one of the users of this mock org.</p>`,
      `<p>${formatScopes(request.scopes)}</p>`,
      '<form method="post" action="authorize">',
      ...handedOn.flatMap((name) => formatHidden(name, textField(fields, name))),
      '<label for="user">User</label>',
      '<select id="user" name="user" required autofocus>',
      ...shown.map((user) => formatUser(user, user === (hinted ?? shown[0]))),
      "</select>",
      active.length > shown.length ? `<p>${active.length - shown.length} more are not listed.</p>` : "",
      '<p><button name="decision" value="agree">Log in</button>',
      '<button name="decision" value="cancel">Cancel</button></p>',
      "</form>",
    ].join("\n"),
  );
  return { kind: "page", html, formTargets: [formTarget(request.redirect.uri)] };
}

function formatScopes(scopes: readonly string[] | undefined): string {
  if (scopes === undefined) return "It asks for every scope.";
  return scopes.length === 0 ? "It asks for no scope." : `It asks for the scopes ${escapeHtml(scopes.join(", "))}.`;
}

function formatHidden(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`<input type="hidden" name="${name}" value="${escapeHtml(value)}">`];
}

function formatUser({ id, name, email }: User, isSelected: boolean): string {
  const label = escapeHtml(`${name} (${email})`);
  return `<option value="${escapeHtml(id)}"${isSelected ? " selected" : ""}>${label}</option>`;
}

/** Origin of the application or, where its address has none, as `my-app://callback`, the scheme. */
function formTarget(uri: string): string {
  const { origin, protocol } = new URL(uri);
  return origin === "null" ? protocol : origin;
}
