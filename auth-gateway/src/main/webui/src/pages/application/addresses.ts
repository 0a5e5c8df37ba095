/** Whether the gateway takes the text as an address of the web: http or https, a host, no user, a port of 1 to 65535 if it names one. */
export function isWebAddress(text: string): boolean {
  const parts = /^https?:\/\/([^/?#\s@]+)([/?#]\S*)?$/i.exec(text.trim());
  return parts !== null && hasGoodPort(parts[1] ?? "");
}

/** Whether it is such an address with nothing behind its host, save a slash. */
export function isOrigin(text: string): boolean {
  const parts = /^https?:\/\/([^/?#\s@]+)\/?$/i.exec(text.trim());
  return parts !== null && hasGoodPort(parts[1] ?? "");
}

function hasGoodPort(authority: string): boolean {
  const parts = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{0,9}))?$/i.exec(authority);
  if (parts === null) return false;
  const port = parts[2];
  return port === undefined || port === "" || (Number(port) >= 1 && Number(port) <= 65_535);
}
