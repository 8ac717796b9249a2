import { type CaptureProxy, type CaptureProxyOptions, startCaptureProxy } from "#harness/exchange/capture-proxy.ts";
import { createSafetyGuard } from "#harness/exchange/create-safety-guard.ts";
import { createTokenGuard } from "#harness/exchange/create-token-guard.ts";
import type { PreparedTarget } from "#harness/target/target.ts";
import type { Surroundings } from "./surroundings.ts";
import type { WantedRun } from "./wanted-run.ts";

/**
 * Starts the proxy that a run's calls go through: to the target that was made ready, as it wants them, and none that does more
 * than the scenario says, or would do it in an organization that the run is not pinned to.
 */
export async function startRunProxy(
  { target, scenario, contract }: WantedRun,
  { prepared, around }: { readonly prepared: PreparedTarget; readonly around: Surroundings },
): Promise<CaptureProxy> {
  const facts = around.factsOf(contract);
  const whyNot = prepared.whyNotAuthorized;
  const proxy: CaptureProxy = await startCaptureProxy({
    ...proxyOptions(prepared),
    ...(whyNot === undefined ? {} : { refuseToken: createTokenGuard({ facts, whyNot }) }),
    refuse: createSafetyGuard({
      facts,
      effect: scenario.effect,
      deletesOnlyOwn: target.deletesOnlyOwn === true,
      exchanges: () => proxy.exchanges(),
    }),
  });
  return proxy;
}

function proxyOptions(prepared: PreparedTarget): CaptureProxyOptions {
  const { apiUrl, loginUrl, ca, addedHeaders } = prepared;
  return {
    apiUrl,
    loginUrl,
    ...(ca === undefined ? {} : { ca }),
    ...(addedHeaders === undefined ? {} : { addedHeaders }),
    ...(prepared.pace === undefined ? {} : { pace: () => prepared.pace?.() ?? Promise.resolve() }),
  };
}
