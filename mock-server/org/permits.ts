/**
 * Whether a held permission covers a needed one. Both are `domain:entity:action`; `*` in the held one stands for anything
 * (GCX `auth_grant_policy.go`). A `*` at the end also stands for all the parts that are left: `architect:*`.
 */
export function permits(held: string, needed: string): boolean {
  if (held === needed || held === "*") return true;
  const neededParts = needed.split(":");
  const heldParts = held.split(":");
  if (heldParts.length > neededParts.length) return false;
  const prefix = heldParts.every((part, position) => part === "*" || part === neededParts[position]);
  return prefix && (heldParts.length === neededParts.length || heldParts.at(-1) === "*");
}
