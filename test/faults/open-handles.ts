/** What is open in this process that a fault could leave behind. */
export function openHandles(): Record<string, number> {
  const kinds = ['Timeout', 'TCPSocketWrap', 'TCPServerWrap', 'TCPConnectWrap', 'GetAddrInfoReqWrap'];
  const open = process.getActiveResourcesInfo();
  return Object.fromEntries(kinds.map((kind) => [kind, open.filter((each) => each === kind).length]));
}

/** Kinds of which more are open than there were before. */
export function leftOver(before: Record<string, number>): string[] {
  return Object.entries(openHandles()).flatMap(([kind, open]) => (open > before[kind]! ? [kind] : []));
}

/** Waits until it holds; after a few seconds without that, returns all the same, and the test says what is wrong. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 3000): Promise<void> {
  const limit = performance.now() + withinMs;
  while (!(await holds()) && performance.now() < limit) await new Promise(setImmediate);
}
