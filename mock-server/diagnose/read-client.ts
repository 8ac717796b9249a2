import type { DiagnosedRequest } from "./diagnosis.ts";
import { headerOf } from "./mend-request.ts";

/** The OAuth client that a request names: in Basic credentials, in its form or in its query. */
export function clientOf(
  request: DiagnosedRequest,
): { readonly id: string; readonly secret: string; readonly redirectUri?: string } | undefined {
  const form = formOf(request);
  const redirectUri = form.get("redirect_uri") ?? undefined;
  const where = redirectUri === undefined ? {} : { redirectUri };
  const encoded = /^basic\s+(\S+)$/i.exec(headerOf(request, "authorization")?.trim() ?? "")?.[1];
  if (encoded !== undefined) {
    const [, id = "", secret = ""] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
    return { id, secret, ...where };
  }
  const id = form.get("client_id");
  return id === null ? undefined : { id, secret: form.get("client_secret") ?? "", ...where };
}

/** Whether the request asks for a token by this grant. */
export function namesGrant(request: DiagnosedRequest, grant: string): boolean {
  return formOf(request).get("grant_type") === grant;
}

/** The fields of the query and, over them, of the body. */
function formOf({ path, body }: DiagnosedRequest): URLSearchParams {
  const [, query = ""] = /\?(.*)$/s.exec(path) ?? [];
  const fields = new URLSearchParams(body.toString("utf8"));
  for (const [name, value] of new URLSearchParams(query)) if (!fields.has(name)) fields.append(name, value);
  return fields;
}
