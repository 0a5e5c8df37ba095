/** Says that nobody is behind a call: what it asks does not keep the session from ending idle. */
export const UNATTENDED = "X-Jit-Unattended";

/** Whoever has touched nothing for so long may be gone; what the page reads again by itself counts as nobody's then. */
export const GONE_AFTER_MS = 60_000;

const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "focus"] as const;

let lastSign = Date.now();

for (const sign of SIGNS) {
  window.addEventListener(sign, () => (lastSign = Date.now()), { capture: true, passive: true });
}

/** Whether somebody has been at this page just now. */
export function attended(): boolean {
  return Date.now() - lastSign < GONE_AFTER_MS;
}

/** The header of a call that the page makes by itself, whoever is there. */
export const byItself = { [UNATTENDED]: "true" };
