import { createHash } from "node:crypto";
import type { Outcome } from "#mock-server/call.ts";

/**
 * Headers of a page: it loads nothing, runs nothing, is shown in no frame, and its form goes to the mock. A browser also holds
 * the redirect that follows a form against `form-action`, so the application's origin is named there.
 */
export function pageHeaders({
  html,
  formTargets,
}: Pick<Extract<Outcome, { readonly kind: "page" }>, "html" | "formTargets">): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src ${styleHashes(html).join(" ") || "'none'"}`,
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy.join("; "),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}

function styleHashes(html: string): string[] {
  const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = ""]) => style);
  return styles.map((style) => `'sha256-${createHash("sha256").update(style).digest("base64")}'`);
}
