/** Returns a new key for something that a person wants done once. */
export function newKey(): string {
  // Not `crypto.randomUUID`: a page that a site serves without encryption has no such function.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns a new identifier that a client makes itself: a UUID of version 7 (RFC 9562), so that its start is the instant. */
export function newUuid7(millis: number): string {
  const random = newKey();
  const variant = ((Number.parseInt(random.charAt(3), 16) & 0x3) | 0x8).toString(16);
  const time = Math.trunc(millis).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}

/** Keeps the key of one intent: the same words again have the same key until they were carried out. */
export class Intent {
  #of = '';
  #key = '';

  /** Returns the key for what is sent now. */
  key(sent: unknown): string {
    const words = JSON.stringify(sent);
    if (words !== this.#of || this.#key === '') {
      this.#of = words;
      this.#key = newKey();
    }
    return this.#key;
  }

  /** Forgets the key: the same words are a new intent from now on. */
  done(): void {
    this.#key = '';
  }
}
