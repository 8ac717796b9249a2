/** Gives ids that nobody can tell from random ones, the same ones in the same order for the same seed. */
export interface IdSource {
  /** A UUID of version 4. */
  nextId(): string;
  /** A text as long and as mixed as an access token. */
  nextToken(): string;
}

const hexDigits = "0123456789abcdef";
const tokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const tokenLength = 86;

/** An id source for a seed; `purpose` keeps two sources of one seed apart. */
export function createIdSource(seed: number, purpose: string): IdSource {
  const next = createGenerator(`${seed}/${purpose}`);
  const hex = (digits: number) => {
    let text = "";
    for (let digit = 0; digit < digits; digit += 1) text += hexDigits[next() & 15];
    return text;
  };
  return {
    nextId: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${"89ab"[next() & 3]}${hex(3)}-${hex(12)}`,
    nextToken() {
      let token = "";
      while (token.length < tokenLength) token += tokenAlphabet[next() & 63];
      return token;
    },
  };
}

/** Whole numbers of 32 bits: the generator sfc32, seeded by a hash of the text. */
function createGenerator(text: string): () => number {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = 1;
  for (const character of text) {
    a = Math.imul(a ^ (character.codePointAt(0) ?? 0), 0x01000193);
    b = Math.imul(b ^ a, 0x85ebca6b);
    c = (c + b) | 0;
  }
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 8;
  };
  for (let round = 0; round < 16; round += 1) next();
  return next;
}
