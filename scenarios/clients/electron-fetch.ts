/** What the harness hands to a module client; `input` is what the scenario writes there. */
interface ClientInput {
  readonly baseUrl: string;
  readonly accessToken?: string;
  readonly input: { readonly headers?: Readonly<Record<string, string>>; readonly body: unknown };
}

/**
 * Launches a flow with the standard fetch, as code in an Electron main process does. Without `Content-Type` among the
 * headers, fetch sends a text body as `text/plain;charset=UTF-8`.
 */
export async function run({ baseUrl, accessToken, input }: ClientInput): Promise<unknown> {
  const response = await fetch(`${baseUrl}/api/v2/flows/executions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${accessToken}`, ...input.headers },
    body: JSON.stringify(input.body),
  });
  return { status: response.status, body: await response.json() };
}
