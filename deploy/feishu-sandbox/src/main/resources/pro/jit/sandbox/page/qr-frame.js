// Inside the frame: asks how its code is doing, and tells the page outside when the phone has confirmed.
'use strict';

const { qr, plain } = document.body.dataset;
const line = document.getElementById('state');
const words = {
  scanned: ['请在手机上确认', 'Confirm on your phone'],
  confirmed: ['已确认', 'Confirmed'],
  refused: ['已在手机上取消', 'Refused on the phone'],
  expired: ['二维码已失效，点击刷新', 'The code has expired. Click for a new one'],
};

function show(state) {
  document.body.dataset.state = state;
  if (words[state]) line.replaceChildren(words[state][0], document.createElement('br'), words[state][1]);
}

function tell(data) {
  window.parent.postMessage(plain === 'true' && data.tmp_code ? data.tmp_code : data, '*');
}

async function ask() {
  let answer = { state: 'pending' };
  try {
    answer = await (await fetch('/sandbox/qr/' + encodeURIComponent(qr), { cache: 'no-store' })).json();
  } catch (error) {
    // The sandbox is away for a moment; ask again.
  }
  show(answer.state);
  if (answer.state === 'confirmed') return tell({ source: 'qrcode', tmp_code: answer.tmp_code });
  if (answer.state === 'refused') return tell({ source: 'qrcode', error: 4401 });
  if (answer.state === 'expired') return document.body.addEventListener('click', () => location.reload());
  setTimeout(ask, 500);
}

if (qr) ask();
