import type { Exchange } from "./exchange.ts";

/** Exchanges in the order in which their requests arrived, whatever the order in which they ended. */
export interface ExchangeLog {
  /** Takes the next place; the exchange appears once the returned function is called, and a later call replaces it. */
  open(): (exchange: Exchange) => void;
  /** The exchanges that have ended. */
  list(): readonly Exchange[];
}

/** Keeps at most `maxExchanges`; the oldest goes first. */
export function createExchangeLog(maxExchanges: number): ExchangeLog {
  const places: { exchange?: Exchange }[] = [];
  return {
    open() {
      const place: { exchange?: Exchange } = {};
      places.push(place);
      if (places.length > maxExchanges) places.shift();
      return (exchange) => {
        place.exchange = exchange;
      };
    },
    list: () => places.flatMap(({ exchange }) => exchange ?? []),
  };
}
