import { authorizationShape, secretsOf } from "./authorization-shape.ts";
import { type FoundDifference, type RequestPair, ranks } from "./found-difference.ts";
import { replaceHeader } from "./replace-header.ts";

/**
 * Compares the tokens in two `Authorization` headers of the same form. Each run has tokens of its own, so two that the run gave
 * mean the same; one that it did not give (an old one, say) is a difference, told without the token itself.
 */
export function compareTokens(
  { reference, knownTokens }: RequestPair,
  { left, right }: { readonly left: string; readonly right: string },
): FoundDifference | undefined {
  const isToken = authorizationShape(left).includes("<token>");
  if (knownTokens === undefined || !isToken) return undefined;
  const isKnown = (value: string) => secretsOf(value).some((secret) => knownTokens.includes(secret));
  const [knows, otherKnows] = [isKnown(left), isKnown(right)];
  if (knows && otherKnows) return undefined;
  const shapes = {
    reference: knows ? "<token>" : "<a token that the run did not give>",
    other: otherKnows ? "<token>" : knows ? "<another token than the run gave>" : "<another one that it did not give>",
  };
  return {
    part: "header",
    name: "authorization",
    reference: authorizationShape(left, shapes.reference),
    other: authorizationShape(right, shapes.other),
    message: otherKnows
      ? "the reference brings a token of its own, which can have other rights than the one that the run gives"
      : "neither the token that the client was given nor one of a login that it made: an old one, or one of another org or user",
    rank: ranks.authorization,
    change: (request) => replaceHeader(request, "authorization", reference),
  };
}
