import type { Answer, SecretInput, WireError } from '../ipc';

type Asking = { error: WireError; answer: (typed: SecretInput | null) => void };

/** Asks for the passphrase of a backup or a package that has one of its own. */
class Secrets {
  asking = $state.raw<Asking | null>(null);

  ask(error: WireError): Promise<SecretInput | null> {
    return new Promise((resolve) => {
      const answer = (typed: SecretInput | null) => {
        this.asking = null;
        resolve(typed);
      };
      this.asking = { error, answer };
    });
  }
}

export const secrets = new Secrets();

/** Asks the program again with what the person types, for as long as something is still locked. */
export async function unsealed<T>(ask: (secret: SecretInput | null) => Promise<Answer<T>>): Promise<Answer<T>> {
  let answer = await ask(null);
  while (answer.status === 'error' && ['locked', 'wrong_secret', 'mistyped_key'].includes(answer.error.code)) {
    const typed = await secrets.ask(answer.error);
    if (typed === null) break;
    answer = await ask(typed);
  }
  return answer;
}
