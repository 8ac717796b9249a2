import type { Diagnosis } from "./diagnosis.ts";
import { placeholderToken } from "./mend-request.ts";

/** A diagnosis as JSON shows it: the body of the corrected request as JSON where it is JSON, its token masked. */
export interface DiagnosisJson extends Omit<Diagnosis, "corrected"> {
  readonly corrected?: {
    readonly method: string;
    readonly path: string;
    readonly origin?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

/** Gives a diagnosis as JSON shows it. */
export function toDiagnosisJson({ corrected, ...diagnosis }: Diagnosis): DiagnosisJson {
  if (corrected === undefined) return diagnosis;
  const { method, path, origin, headers, body } = corrected;
  return {
    ...diagnosis,
    corrected: {
      method,
      path,
      ...(origin === undefined ? {} : { origin }),
      headers: Object.fromEntries(
        headers.map(([name, value]) => [
          name,
          name.toLowerCase() === "authorization" ? maskedAuthorization(value) : value,
        ]),
      ),
      ...(body.length === 0 ? {} : { body: bodyOf(body.toString("utf8")) }),
    },
  };
}

/** An `Authorization` header for people: its scheme, and what stands for the credentials. */
export function maskedAuthorization(value: string): string {
  const [, scheme = "Bearer"] = /^(\w+)\s/.exec(value) ?? [];
  return /^basic$/i.test(scheme) ? "Basic <base64 of client id:secret>" : `${scheme} ${placeholderToken}`;
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
