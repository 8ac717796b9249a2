/** A report as scenarios/reported/catalogue.yaml has it; catalogue.schema.json says what each key is. */
export interface ReportEntry {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly endpoint?: string;
  readonly request: {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly claims: readonly { readonly claim: string; readonly by: string; readonly kind: string }[];
  readonly published: string;
}

/** The texts that somebody with this error has on the screen: what of the answer a search engine is asked for. */
export function messageOf({ response }: ReportEntry): string | undefined {
  const { body } = response;
  if (typeof body === "string") return body === "" ? undefined : body;
  const texts = textsIn(body);
  return texts.length === 0 ? undefined : texts.join(": ");
}

/** The heading of a report: its status and message or, where it has none, the call. */
export function headingOf(entry: ReportEntry): string {
  const { response, endpoint = "a call that the report does not name" } = entry;
  const status = response.status === undefined ? "" : `${response.status} `;
  const message = messageOf(entry);
  if (message !== undefined) return `${status}${message}`;
  return status === "" ? `An error of ${endpoint}` : `${status}on ${endpoint}`;
}

const codeKeys = ["code", "errorCode", "error_code", "error", "reason"] as const;
const messageKeys = ["message", "error_description", "details"] as const;

/** Code and messages of an answer, in an answer's own envelope or in a list of errors inside it. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const [first] = Array.isArray(fields["errors"]) ? fields["errors"] : [];
  const code = codeKeys.map((key) => fields[key]).find((one) => typeof one === "string");
  const messages = messageKeys.map((key) => fields[key]);
  return [...[code, ...messages].filter((one) => typeof one === "string"), ...textsIn(first)];
}
