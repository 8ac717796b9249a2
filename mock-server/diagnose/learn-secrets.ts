import { canBeToken, isStandIn } from "./assumptions.ts";
import type { DiagnosedRequest } from "./diagnosis.ts";
import { headerOf } from "./mend-request.ts";
import { clientOf } from "./read-client.ts";

/** What keeps secrets to take them out of texts (`redact/`). */
export interface SecretKeeper {
  add(secret: string): void;
  addPair(id: string, secret: string): void;
}

/** Tells the keeper the token, or the client's id and secret, that stand in a request; nothing that only stands for one. */
export function learnSecrets(keeper: SecretKeeper, request: DiagnosedRequest): void {
  const client = clientOf(request);
  if (client !== undefined && client.secret !== "") keeper.addPair(client.id, client.secret);
  // What is no scheme may be the token, in quotes or in pieces.
  const words = (headerOf(request, "authorization") ?? "")
    .split(/\s+/)
    .map((word) => word.replaceAll(/^["'<]+|["'>,;]+$/g, ""));
  for (const word of words) {
    if (/^(?:bearer|basic|token|oauth):?$/i.test(word) || isStandIn(word) || !canBeToken(word)) continue;
    keeper.add(word);
  }
}
