const secondsPerUnit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };

/**
 * Reads a duration in seconds: a number of seconds, or a text such as `500ms`, `5s`, `2m`. Throws on any other text: the
 * schema has refused it before.
 */
export function parseDuration(duration: number | string): number {
  if (typeof duration === "number") {
    return duration;
  }
  const [, amount, unit = ""] = /^([\d.]+)(ms|s|m)$/.exec(duration) ?? [];
  const seconds = Number(amount) * (secondsPerUnit[unit] ?? Number.NaN);
  if (Number.isNaN(seconds)) {
    throw new TypeError(`expected a duration such as 500ms, 5s or 2m, found "${duration}"`);
  }
  return seconds;
}
