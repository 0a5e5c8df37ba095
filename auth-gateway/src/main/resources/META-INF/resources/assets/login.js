// Draws Feishu's QR code and goes on when it has been scanned. Only the frame itself, at Feishu's own origin, is listened to:
// the script's own check of the origin lets look-alikes pass.
(function () {
  'use strict';
  var box = document.getElementById('qr');
  if (!box) return;
  var sdk = document.getElementById('qr-sdk');
  var state = document.getElementById('qr-state');
  var time = document.getElementById('qr-time');
  var openedAt = Date.now();
  var endsAt = 0;
  var clock = 0;

  function clear() {
    window.clearInterval(clock);
    box.textContent = '';
    time.textContent = '';
    state.textContent = '';
  }

  function close(why) {
    clear();
    box.hidden = true;
    state.textContent = why;
  }

  function tick() {
    var left = Math.ceil((endsAt - Date.now()) / 1000);
    if (left <= 0) return close(state.dataset.expired);
    var seconds = left % 60;
    time.textContent = time.dataset.left.replace('{time}', Math.floor(left / 60) + (seconds < 10 ? ':0' : ':') + seconds);
  }

  function draw() {
    clear();
    box.hidden = false;
    try {
      window.QRLogin({ id: 'qr', goto: box.dataset.goto, width: '260', height: '260' });
    } catch (error) {
      return close(state.dataset.missing);
    }
    var frame = box.querySelector('iframe');
    if (frame) frame.title = box.dataset.title;
    endsAt = Date.now() + Number(time.dataset.seconds) * 1000;
    tick();
    clock = window.setInterval(tick, 1000);
  }

  function missing() {
    if (!window.QRLogin) close(state.dataset.missing);
  }

  function scanned(data) {
    if (typeof data === 'string') return data;
    if (data && data.source === 'qrcode' && typeof data.tmp_code === 'string') return data.tmp_code;
    return null;
  }

  window.addEventListener('message', function (event) {
    var frame = box.querySelector('iframe');
    if (!frame || event.source !== frame.contentWindow || event.origin !== box.dataset.passportOrigin) return;
    var code = scanned(event.data);
    if (code) window.location.href = box.dataset.goto + '&tmp_code=' + encodeURIComponent(code);
  });

  document.getElementById('qr-refresh').addEventListener('click', function () {
    // The attempt behind the code lives ten minutes; after that, and to load the script again, a new page is needed.
    if (!window.QRLogin || Date.now() - openedAt > 8 * 60 * 1000) window.location.reload();
    else draw();
  });

  document.getElementById('scan').hidden = false;
  if (window.QRLogin) {
    draw();
  } else {
    sdk.addEventListener('load', draw);
    sdk.addEventListener('error', missing);
    window.setTimeout(missing, 8000);
  }
})();
