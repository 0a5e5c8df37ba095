import type { ApplicationSettings } from "../../api/applications";

/** What the gateway takes for a session's life where nobody says otherwise. */
export const USUAL_LIFE = { token_seconds: 600, idle_seconds: 43_200, absolute_seconds: 604_800 };

/** The form's values as the API takes them: spaces around what was pasted gone, an origin without the slash at its end. */
export function asSettings(values: ApplicationSettings): ApplicationSettings {
  const upstream = values.upstream?.trim();
  return {
    ...values,
    title: values.title.trim(),
    entry_origins: values.entry_origins.map((origin) => origin.trim().replace(/\/$/, "")),
    upstream: upstream ? upstream : null,
    login_methods: (values.login_methods ?? []).map(({ title, url }) => ({ title: title.trim(), url: url.trim() })),
  };
}
