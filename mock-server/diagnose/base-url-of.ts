import type { Contract } from "#mock-server/contract/contract.ts";
import { asFields, lookUp } from "#mock-server/contract/read-fields.ts";
import type { DiagnosedRequest } from "./diagnosis.ts";
import { headerOf } from "./mend-request.ts";

/** Where a request goes: its origin, the mock that it named as its host, or else the first server of the contract. */
export function baseUrlOf(request: DiagnosedRequest, { document }: Contract): string {
  if (request.origin !== undefined) return request.origin;
  const host = headerOf(request, "host");
  if (host !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host)) return `http://${host}`;
  const servers = document["servers"];
  const url = Array.isArray(servers) ? asFields(servers[0])?.["url"] : undefined;
  const login = lookUp(document, "/components/securitySchemes/PureCloud OAuth/flows/clientCredentials/tokenUrl");
  const isLogin = /^\/(?:oauth|logout|login)\b/.test(request.path);
  const address = isLogin && typeof login === "string" ? new URL(login).origin : url;
  return typeof address === "string" ? address : "https://api.mypurecloud.com";
}
