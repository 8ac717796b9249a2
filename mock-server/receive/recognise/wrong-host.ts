import { distance } from "fastest-levenshtein";
import type { DiagnosedProblem, DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { headerOf, withHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { type Region, regions } from "./regions.ts";
import { splitTarget } from "./target.ts";

/** Labels before a region's domain that are not the API's, and what is there. */
const otherHosts: Readonly<Record<string, string>> = {
  apps: "the application for people",
  www: "the web site",
  developer: "the developer center",
  help: "the help",
  admin: "the application for administrators",
  signin: "a page for people",
  account: "no host of the platform's login",
};

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal)$/i;

/**
 * The wrong host of the platform: the login's for the API and the reverse, the application's, a misspelt domain, no TLS. Any
 * other host can be somebody's gateway, which is theirs to know.
 */
export const recogniseWrongHost: Recogniser = ({ request }) => {
  if (request.origin === undefined || !URL.canParse(request.origin)) return [];
  const url = new URL(request.origin);
  // A variable's name says nothing of the host that it holds.
  if (loopback.test(url.hostname) || url.hostname.includes("$")) return [];
  const wanted = isLoginPath(splitTarget(request.path).path) ? "login" : "api";
  const region = regionOf(url.hostname);
  if (region === undefined) return nearRegion(url, wanted);
  const right = `https://${wanted}.${region.domain}`;
  const found: Finding[] = [];
  const label = url.hostname.slice(0, -region.domain.length).replace(/\.$/, "").toLowerCase();
  if (label !== wanted) found.push(finding(url, right, labelProblem(label, wanted, region)));
  if (url.protocol === "http:") {
    found.push(
      finding(url, right, {
        rule: "no-tls",
        found: `http://${url.hostname}`,
        suggestion: "Use https: the platform answers nothing else, and a token must not travel in the clear.",
      }),
    );
  }
  return found;
};

function labelProblem(
  label: string,
  wanted: string,
  region: Region,
): Pick<DiagnosedProblem, "rule" | "found" | "suggestion"> {
  const host = label === "" ? region.domain : `${label}.${region.domain}`;
  if (label === "login" || label === "api") {
    return {
      rule: wanted === "login" ? "login-at-api-host" : "api-at-login-host",
      found: `${host}, the host of ${label === "login" ? "the login" : "the API"}`,
      suggestion:
        wanted === "login"
          ? "Send /oauth and /logout to the login host, everything under /api to the API host."
          : "Send calls under /api to the API host; the login host only gives tokens.",
    };
  }
  const what = otherHosts[label];
  return {
    rule: "other-host",
    found: what === undefined ? host : `${host}, ${what}`,
    suggestion: `Send it to ${wanted}.${region.domain}.`,
  };
}

/** The domain of no region, but close to one, or with the name of one in it. */
function nearRegion(url: URL, wanted: string): Finding[] {
  const host = url.hostname.toLowerCase();
  if (host.length > 100) return [];
  const named = regions.find(({ name }) => host.split(".").includes(name));
  const domains = [host, host.replace(/^[^.]*\./, "")];
  const [nearest] = regions
    .map((region) => ({ region, letters: Math.min(...domains.map((domain) => distance(domain, region.domain))) }))
    .toSorted((one, other) => one.letters - other.letters);
  const isOfPlatform = /pure-?cloud|pure\.cloud|genesys/.test(host);
  const region = named ?? (nearest !== undefined && nearest.letters <= 3 ? nearest.region : undefined);
  if (region === undefined && !isOfPlatform) return [];
  const right = region === undefined ? undefined : `https://${wanted}.${region.domain}`;
  const known = regions.map(({ name, domain }) => `${domain} (${name})`).join(", ");
  return [
    finding(url, right, {
      rule: "unknown-region",
      found: url.hostname,
      suggestion:
        right === undefined
          ? `Take the domain of the org's region: ${known}.`
          : `Use ${right}, if the org is in ${region?.name}; another region has another domain.`,
    }),
  ];
}

function finding(
  url: URL,
  right: string | undefined,
  parts: Pick<DiagnosedProblem, "rule" | "found" | "suggestion">,
): Finding {
  const problem = {
    check: "receive",
    in: "host",
    pointer: url.host,
    expected: right ?? "the domain of a region",
    ...parts,
  } as const;
  if (right === undefined) return { problem };
  return { problem, fix: (request) => moveTo(request, right), change: `${url.origin} -> ${right}` };
}

function moveTo(request: DiagnosedRequest, origin: string): DiagnosedRequest {
  const moved = { ...request, origin };
  return headerOf(request, "host") === undefined ? moved : withHeader(moved, "Host", new URL(origin).host);
}

function isLoginPath(path: string): boolean {
  return /^\/(?:api\/v2\/)?(?:oauth2?\/(?:token|authorize)|logout|token)(?:\/|$)/i.test(path);
}

function regionOf(hostname: string): Region | undefined {
  const host = hostname.toLowerCase();
  return regions
    .filter(({ domain }) => host === domain || host.endsWith(`.${domain}`))
    .toSorted((one, other) => other.domain.length - one.domain.length)[0];
}
