// Stands in for the window's own way to the program, in mode `browser` alone (see vite.config.ts):
// asks dev-serve, which runs the same commands.

export async function invoke<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(`/ipc/${command}`, { method: 'POST', body: JSON.stringify(args) });
  const answer: unknown = await response.json();
  // The window rejects with the error's own value too.
  if (!response.ok) throw answer;
  return answer as T;
}
