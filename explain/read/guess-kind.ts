/** The kinds of text that requests are read from. */
export type InputKind = "curl" | "har" | "raw" | "scenario";

/** What a text is, by how it begins and by the name of its file; absent where it is none of the kinds. */
export function guessKind(text: string, file?: string): InputKind | undefined {
  if (file?.endsWith(".har")) return "har";
  if (file !== undefined && /\.scenario\.ya?ml$/.test(file)) return "scenario";
  const start = text.replace(/^\ufeff/, "").trimStart();
  if (/^\{\s*"/.test(start) && /"log"\s*:/.test(start)) return "har";
  if (/^[A-Za-z]+[ \t]+(?:\/|https?:\/\/)\S*/.test(withoutComments(start)) && !/^curl\b/i.test(start)) return "raw";
  if (/(?:^|[\s/\\;|&(])curl(?:\.exe)?(?:\s|$)/im.test(start)) return "curl";
  return undefined;
}

/** Editors' `.http` files begin with a title or with variables. */
function withoutComments(text: string): string {
  return text.replace(/^(?:\s*(?:#|\/\/|@\w+\s*=)[^\n]*\n|\s*\n)+/, "").trimStart();
}
