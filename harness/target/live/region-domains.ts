/** The domain of each region by its AWS name (PureCloudRegionHosts.js of the official SDK, RegionMappings of the CLI). */
const regionDomains: Readonly<Record<string, string>> = {
  "us-east-1": "mypurecloud.com",
  "us-east-2": "use2.us-gov-pure.cloud",
  "us-west-2": "usw2.pure.cloud",
  "ca-central-1": "cac1.pure.cloud",
  "mx-central-1": "mxc1.pure.cloud",
  "sa-east-1": "sae1.pure.cloud",
  "eu-west-1": "mypurecloud.ie",
  "eu-west-2": "euw2.pure.cloud",
  "eu-central-1": "mypurecloud.de",
  "eu-central-2": "euc2.pure.cloud",
  "eusc-de-east-1": "edee1.eusc-pure.cloud",
  "me-central-1": "mec1.pure.cloud",
  "ap-south-1": "aps1.pure.cloud",
  "ap-southeast-1": "apse1.pure.cloud",
  "ap-southeast-2": "mypurecloud.com.au",
  "ap-northeast-1": "mypurecloud.jp",
  "ap-northeast-2": "apne2.pure.cloud",
  "ap-northeast-3": "apne3.pure.cloud",
};

const known: ReadonlySet<string> = new Set(Object.values(regionDomains));

/**
 * The domain of a region that is written as its domain or as its AWS name, in any case. Undefined for anything else, so that
 * a misspelt one never gets a secret; a region that is newer than the table is known by its ending.
 */
export function findRegionDomain(text: string): string | undefined {
  const name = text.toLowerCase();
  if (Object.hasOwn(regionDomains, name)) return regionDomains[name];
  return known.has(name) || /^[a-z0-9-]+\.(?:us-gov-|eusc-)?pure\.cloud$/.test(name) ? name : undefined;
}
