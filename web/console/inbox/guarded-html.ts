/** Makes a message's HTML safe to show: nothing runs, nothing leaves this machine, no link leads the console away. */

const rules = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src data:";

/** A link that slipped past us would ask for a new window, and the frame's sandbox allows none. */
const guard = `<meta http-equiv="Content-Security-Policy" content="${rules}"><base target="_blank">`;

export function guardHtml(html: string): string {
  const head = /<head(\s[^>]*)?>/i.exec(html);
  if (!head) return guard + html;
  const at = head.index + head[0].length;
  return html.slice(0, at) + guard + html.slice(at);
}
