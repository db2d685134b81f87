/** A page of happy-dom at an address, and what our scripts in it told the background. */
export function pageAt(
  url: string,
  body: string,
  head = '',
): { readonly told: readonly { type: string; body: unknown }[] } {
  const told: { type: string; body: unknown }[] = [];
  const runtime = {
    id: 'ours',
    sendMessage: async (message: { type: string; body: unknown }) => void told.push(message),
  };
  Object.assign(globalThis, { chrome: { runtime } });
  const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } };
  happyDOM.setURL(url);
  document.documentElement.innerHTML = `<head>${head}</head><body>${body}</body>`;
  return { told };
}

/** What a named element does in a browser: it stands in front of the document's own property. */
export function hide(property: string, behind: Element | null): void {
  Object.defineProperty(document, property, { configurable: true, value: behind });
}

export function unhideAll(): void {
  for (const property of Object.getOwnPropertyNames(document)) {
    if (Object.getOwnPropertyDescriptor(document, property)?.configurable && property in Document.prototype) {
      Reflect.deleteProperty(document, property);
    }
  }
}
