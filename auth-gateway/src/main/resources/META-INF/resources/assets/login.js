// Draws Feishu's QR code and goes on when it has been scanned. Only the frame itself, at Feishu's own origin, is listened to:
// the script's own check of the origin lets look-alikes pass.
(function () {
  'use strict';
  var box = document.getElementById('qr');
  var missing = document.getElementById('qr-missing');
  var refresh = document.getElementById('qr-refresh');
  if (!box) return;
  var drawnAt = Date.now();

  function draw() {
    box.textContent = '';
    box.hidden = false;
    missing.hidden = true;
    try {
      window.QRLogin({ id: 'qr', goto: box.dataset.goto, width: '260', height: '260' });
    } catch (error) {
      box.hidden = true;
      missing.hidden = false;
    }
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

  refresh.addEventListener('click', function () {
    // What the code stands for lives ten minutes; after that a new page is needed.
    if (Date.now() - drawnAt > 8 * 60 * 1000) window.location.reload();
    else draw();
  });

  draw();
})();
