/** Returns a new key for something that a person wants done once. */
export function newKey(): string {
  // Not `crypto.randomUUID`: a page that a site serves without encryption has no such function.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
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
