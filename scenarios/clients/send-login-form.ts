/** A login that an application asks for, and the user who agrees to it. */
export interface Login {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
}

/** Sends the login page's form, as a person's browser does, and gives the code that the application is sent. */
export async function sendLoginForm(
  baseUrl: string,
  { clientId, userId, redirectUri }: Login,
  challenge: Readonly<Record<string, string>> = {},
): Promise<string> {
  const response = await fetch(`${baseUrl}/oauth/authorize`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      user: userId,
      decision: "agree",
      ...challenge,
    }),
  });
  return new URL(response.headers.get("location") ?? "").searchParams.get("code") ?? "";
}
