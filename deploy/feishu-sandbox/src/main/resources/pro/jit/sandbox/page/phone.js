// The phone: the QR codes on browsers' screens, to be scanned and confirmed.
import { language, say } from './words.js';
import { $, button, call, element } from './parts.js';
import { me } from './workspace.js';

export async function lookAtScreens() {
  try {
    const { items } = await call('GET', '/qr-codes');
    $('waiting').hidden = items.length === 0;
    $('waiting').textContent = items.length;
    $('no-codes').hidden = items.length > 0;
    const shown = JSON.stringify(items) + language.current;
    if ($('codes').dataset.shown !== shown) {
      $('codes').dataset.shown = shown;
      $('codes').replaceChildren(...items.map(codeRow));
    }
  } catch (error) {
    // The sandbox is away for a moment; look again.
  }
  setTimeout(lookAtScreens, 1000);
}

function codeRow(code) {
  const path = '/qr-codes/' + code.id;
  const by = () => ({ person: me() && me().union_id });
  const actions = element('div', { className: 'actions' });
  if (code.state === 'pending') actions.append(button('scan', () => call('POST', path + '/scan', by()), 'primary'));
  if (code.state === 'scanned') {
    actions.append(
      button('confirm', () => call('POST', path + '/confirm', by()), 'primary'),
      button('refuse', () => call('POST', path + '/refuse')),
    );
  }
  const until = say('validUntil') + ' ' + new Date(code.expires_at).toLocaleTimeString(language.current);
  return element(
    'li',
    {},
    element('div', { className: 'grow' }, element('strong', { textContent: code.app_name }), element('span', { className: 'note', textContent: until })),
    actions,
  );
}
