/** Tells Waymark what a visitor does: pages, events, and who they are once they said so. Bodies follow Segment's HTTP spec. */
(() => {
  const idKey = 'acme.anonymousId';
  const visitorKey = 'acme.visitor';

  // After a reset of the stack nobody here is known any more.
  const query = new URLSearchParams(location.search);
  if (query.has('forget')) {
    localStorage.removeItem(idKey);
    localStorage.removeItem(visitorKey);
    history.replaceState(null, '', location.pathname);
  }

  function anonymousId() {
    const known = localStorage.getItem(idKey);
    if (known) return known;
    const fresh = newId();
    localStorage.setItem(idKey, fresh);
    return fresh;
  }

  /** What they told us in the form; an empty object before. */
  function visitor() {
    try {
      return JSON.parse(localStorage.getItem(visitorKey) ?? '{}');
    } catch {
      return {};
    }
  }

  /** `type` is the call's name and its path: page, track, identify. Answers whether it was taken. */
  async function send(type, body) {
    const { userId } = visitor();
    const now = new Date().toISOString();
    const response = await fetch(`/v1/${type}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // The call outlives the page: a visitor who leaves at once is counted too.
      keepalive: true,
      body: JSON.stringify({
        type,
        anonymousId: anonymousId(),
        ...(userId && { userId }),
        messageId: newId(),
        timestamp: now,
        sentAt: now,
        ...body,
      }),
    });
    return response.ok;
  }

  const page = () =>
    send('page', { name: document.title, properties: { path: document.body.dataset.path ?? location.pathname } });
  const track = (event, properties = {}) => send('track', { event, properties });

  /** Ties what this browser did before to the person who has now said who they are. */
  function identify(traits) {
    localStorage.setItem(visitorKey, JSON.stringify({ ...visitor(), ...traits }));
    return send('identify', { traits });
  }

  function newId() {
    return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(16).slice(2)}`;
  }

  window.acme = { anonymousId, visitor, page, track, identify };
  page().catch(() => undefined);
})();
