// What is the same for all companies: whether calls are limited, and what time it is.
import { language, say } from './words.js';
import { $, attempt, call, element } from './parts.js';

const STEPS = { minutes: 600, hours: 7200, day: 86400, month: 2592000 };
let weather = { limits: { enabled: true }, clock: {} };

export async function loadWeather() {
  const [limits, clock] = await Promise.all([call('GET', '/limits'), call('GET', '/clock')]);
  weather = { limits, clock };
}

export function renderWeather() {
  $('limits').checked = weather.limits.enabled;
  $('now').textContent = new Date(weather.clock.now).toLocaleString(language.current);
  $('forward').replaceChildren(
    ...Object.entries(STEPS).map(([word, seconds]) => {
      const forward = element('button', { type: 'button', textContent: say('forward_' + word) });
      forward.addEventListener('click', () => change(() => call('POST', '/clock/advance', { seconds })));
      return forward;
    }),
  );
}

function change(action) {
  return attempt(async () => {
    try {
      await action();
    } finally {
      await loadWeather();
      renderWeather();
    }
  }, say('saved'));
}

export function start() {
  $('limits').addEventListener('change', () => change(() => call('PUT', '/limits', { enabled: $('limits').checked })));
}
