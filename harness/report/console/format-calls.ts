import type { Exchange } from "#harness/exchange/exchange.ts";
import { hideTokens } from "#harness/report/hide-tokens.ts";
import { oneLine, printable } from "#harness/report/output.ts";
import { readBodyText } from "#harness/report/read-body-text.ts";
import { reasonOfRefusal } from "#harness/report/reason-of-refusal.ts";

const mostCalls = 10;
const bodyLimit = 300;

/** Gives the calls of a leg, the last one with its answer's body, since expectations are about the last response. */
export function formatCalls(exchanges: readonly Exchange[]): string[] {
  const last = exchanges.at(-1);
  if (!last) return ["no call reached the target"];
  const earlier = exchanges.slice(0, -1);
  const shown = earlier.slice(-mostCalls);
  const hidden = earlier.length - shown.length;
  return [
    ...(hidden > 0 ? [`… ${hidden} earlier ${hidden === 1 ? "call is" : "calls are"} not shown`] : []),
    ...shown.map((exchange) => `> ${formatRequest(exchange)}  < ${exchange.response?.status ?? reasonOf(exchange)}`),
    `> ${formatRequest(last)}`,
    `< ${formatAnswer(last)}`,
  ];
}

function formatRequest({ request }: Exchange): string {
  return `${oneLine(request.method)} ${oneLine(hideTokens(request.path))}`;
}

function formatAnswer(exchange: Exchange): string {
  const { response } = exchange;
  return response ? `${response.status} ${shorten(response)}` : reasonOf(exchange);
}

function reasonOf(exchange: Exchange): string {
  if (exchange.refused === true) return `refused for safety: ${oneLine(reasonOfRefusal(exchange))}`;
  return `no response: ${oneLine(exchange.error ?? "no reason is known")}`;
}

function shorten(response: NonNullable<Exchange["response"]>): string {
  // Far more bytes than can be shown, even if most are white space, and no more: a body can be of any size.
  const body = readBodyText(response, 20 * bodyLimit);
  if (body.kind === "none") return "(empty body)";
  if (body.kind === "binary") return `(${response.body.length} bytes that are no text)`;
  const characters = [...hideTokens(body.text).replace(/\s+/g, " ").trim()];
  const text = characters.slice(0, bodyLimit).join("");
  // The ellipsis also tells the redactor that a secret may have been cut here.
  return printable(characters.length > bodyLimit || body.cut ? `${text}…` : text);
}
