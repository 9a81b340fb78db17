// Stands in for the window's events, in mode `browser` alone: they come as events of the page.

export type Event<T> = { payload: T };

export async function listen<T>(name: string, tell: (event: Event<T>) => void): Promise<() => void> {
  const heard = (event: globalThis.Event) => tell({ payload: (event as CustomEvent<T>).detail });
  window.addEventListener(name, heard);
  return () => window.removeEventListener(name, heard);
}
