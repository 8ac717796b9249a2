/** The kinds of text that requests are read from. */
export type InputKind = "curl" | "har" | "powershell" | "raw" | "scenario";

/** What a text is, by how it begins and by the name of its file; absent where it is none of the kinds. */
export function guessKind(text: string, file?: string): InputKind | undefined {
  if (file?.endsWith(".har")) return "har";
  if (file !== undefined && /\.scenario\.ya?ml$/.test(file)) return "scenario";
  if (file !== undefined && /\.psm?1$/i.test(file)) return "powershell";
  const start = text.replace(/^\ufeff/, "").trimStart();
  if (/^\{\s*"/.test(start) && /"log"\s*:/.test(start)) return "har";
  const [, method] = /^([A-Za-z]+)[ \t]+(?:\/|https?:\/\/)\S*/.exec(withoutComments(start)) ?? [];
  if (method !== undefined && !/^(?:curl|wget|irm|iwr)$/i.test(method)) return "raw";
  if (curlAsAlias.test(start)) return "powershell";
  if (/^curl(?:\.exe)?\s/i.test(start)) return "curl";
  if (powershell.test(start)) return "powershell";
  if (/(?:^|[\s/\\;|&(])curl(?:\.exe)?(?:\s|$)/im.test(start)) return "curl";
  return undefined;
}

/** A web request of PowerShell; the short names are words of other texts, too. */
const powershell =
  /(?:^|[\s;|&({=\\])Invoke-(?:RestMethod|WebRequest)\s|(?:^|[\n;|&({=])[ \t]*(?:irm|iwr)\s+(?:[-"'$@(/]|https?:)/i;

/** Windows PowerShell has `curl` and `wget` for the same, with parameters that curl itself has not. */
const curlAsAlias =
  /(?:^|[\n;|&({=])[ \t]*(?:curl|wget)(?=\s)(?:[^\n'"]|"[^"\n]*"|'[^'\n]*'){0,500}?[ \t]-(?:Uri\s|Headers\s+[@$])/i;

/** Editors' `.http` files begin with a title or with variables. */
function withoutComments(text: string): string {
  return text.replace(/^(?:\s*(?:#|\/\/|@\w+\s*=)[^\n]*\n|\s*\n)+/, "").trimStart();
}
