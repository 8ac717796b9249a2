/** Replaces every email address in a text, whatever stands around it; the `@` may be percent-encoded. */
export function replaceEmails(text: string, replace: (email: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: at, index } of text.matchAll(/@|%40/gi)) {
    const start = startOfLocalPart(text, index, from);
    const domain = domainPattern.exec(text.slice(index + at.length, index + at.length + 255))?.[0];
    if (start === index || domain === undefined) continue;
    const alias = replace(`${text.slice(start, index)}@${domain}`);
    parts.push(text.slice(from, start), alias.replace("@", at));
    from = index + at.length + domain.length;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

/** Its last part is no number, so that `package@1.2.3` is none. */
const domainPattern = /^(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,63}/u;

function startOfLocalPart(text: string, end: number, from: number): number {
  let start = end;
  while (start > from && /[\p{L}\p{N}._+'-]/u.test(text[start - 1] ?? "")) start -= 1;
  // The letters of an encoded character before the address are not the address's.
  if (text[start - 1] === "%" && /^[\da-f]{2}/i.test(text.slice(start, end))) start += 2;
  while (start < end && /[.'-]/.test(text[start] ?? "")) start += 1;
  return start;
}
