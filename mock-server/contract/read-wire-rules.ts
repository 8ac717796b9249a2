import { type CorsRules, type RateLimitRules, rateLimitScopes } from "./contract.ts";
import { type Fields, fieldsOf, listOf, oneOf, textOf } from "./read-fields.ts";

/** `x-cors` of a contract's document; throws with the place when it lacks what it needs. */
export function readCors(document: Fields): CorsRules {
  const fields = fieldsOf(document["x-cors"], "x-cors");
  const preflight = fieldsOf(fields["preflight"], "x-cors.preflight");
  return {
    allowOrigin: textOf(fields["allowOrigin"], "x-cors.allowOrigin"),
    exposeHeaders: textsOf(fields["exposeHeaders"], "x-cors.exposeHeaders"),
    preflight: {
      status: numberOf(preflight["status"], "x-cors.preflight.status"),
      allowMethods: textsOf(preflight["allowMethods"], "x-cors.preflight.allowMethods"),
      allowHeaders: textsOf(preflight["allowHeaders"], "x-cors.preflight.allowHeaders"),
      maxAgeSeconds: numberOf(preflight["maxAgeSeconds"], "x-cors.preflight.maxAgeSeconds"),
    },
  };
}

/** `x-rate-limits` of a contract's document; throws with the place when it lacks what it needs. */
export function readRateLimits(document: Fields): RateLimitRules {
  const fields = fieldsOf(document["x-rate-limits"], "x-rate-limits");
  return {
    windowSeconds: numberOf(fields["windowSeconds"], "x-rate-limits.windowSeconds"),
    refusal: textOf(fields["refusal"], "x-rate-limits.refusal"),
    limits: listOf(fields["limits"], "x-rate-limits.limits").map((value) => {
      const limit = fieldsOf(value, "x-rate-limits.limits");
      return {
        per: oneOf(rateLimitScopes, limit["per"], "x-rate-limits.limits.per"),
        setting: textOf(limit["setting"], "x-rate-limits.limits.setting"),
      };
    }),
  };
}

function textsOf(value: unknown, at: string): string[] {
  return listOf(value, at).map((text) => textOf(text, at));
}

function numberOf(value: unknown, at: string): number {
  if (typeof value !== "number") throw new Error(`${at}: expected a number`);
  return value;
}
