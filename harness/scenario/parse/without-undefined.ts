/** The object without its undefined members, as `exactOptionalPropertyTypes` wants optional ones. */
export function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  // The type of the entries is lost on the way; the filter has just made it true.
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
