/** The first page of the console. */
export const HOME = "/applications";

/** Where to go after signing in: a page of the console, never another site's. `given`: the address's `return_to`. */
export function returnTo(given: string | null): string {
  if (!given || !given.startsWith("/") || given.startsWith("//") || given.includes("\\")) return HOME;
  const path = new URL(given, "https://console.invalid");
  if (path.host !== "console.invalid" || path.pathname === "/login") return HOME;
  return path.pathname + path.search + path.hash;
}
