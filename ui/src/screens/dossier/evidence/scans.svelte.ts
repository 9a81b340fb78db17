// What is known of stored files: looked at once each, when somebody wants to see it.
import { SvelteMap } from 'svelte/reactivity';
import { ipc, type ScanView } from '../../../ipc';

export type Look = 'none' | 'looking' | 'missing' | 'altered' | 'sound';

export class Scans {
  /** By hash; null where no such file was ever stored. */
  readonly #seen = new SvelteMap<string, ScanView | null>();
  readonly #asked = new Set<string>();

  /** What was found; undefined while it is being looked at. */
  of(sha256: string): ScanView | null | undefined {
    return this.#seen.get(sha256);
  }

  state(sha256: string | null): Look {
    if (sha256 === null) return 'none';
    const seen = this.#seen.get(sha256);
    if (seen === undefined) return 'looking';
    if (seen === null) return 'missing';
    return seen.is_sound ? 'sound' : 'altered';
  }

  /** Looks at files one after another, so that typing goes on in between. */
  async look(hashes: readonly string[]): Promise<void> {
    for (const sha256 of hashes) {
      if (this.#asked.has(sha256)) continue;
      this.#asked.add(sha256);
      const answer = await ipc.scan(sha256);
      if (answer.status === 'ok') this.#seen.set(sha256, answer.data);
      else this.#asked.delete(sha256);
    }
  }

  /** Looks at a file again, after it was stored anew. */
  forget(sha256: string): void {
    this.#asked.delete(sha256);
    this.#seen.delete(sha256);
  }
}
