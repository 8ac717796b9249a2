/** The formats of the control plane's schemas, by name. */
export const controlFormats = { instant: isInstant };

/** A time in UTC that exists: `2026-01-31T09:30:00Z`, with or without milliseconds. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 19));
}
