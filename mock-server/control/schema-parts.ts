/** What the schemas of the control plane are made of. */

export const text = { type: "string" } as const;
export const filledText = { type: "string", minLength: 1 } as const;
export const texts = { type: "array", items: text } as const;
export const anyObject = { type: "object" } as const;
export const instant = { type: "string", format: "instant" } as const;
// Shorter ones could not be taken out of logs without blanking out ordinary words.
export const secret = { type: "string", minLength: 6 } as const;

/** An object with these properties and no others. */
export const closed = (properties: Record<string, unknown>, required: readonly string[]) =>
  ({ type: "object", additionalProperties: false, properties, required }) as const;

/** What every entity has. */
export const named = { id: filledText, name: text } as const;
