// Stands in for Feishu's LarkSSOSDKWebQRCode-1.0.3.js. The real one wants an https address with a dotted host and drops the port,
// so it cannot drive a sandbox on localhost; everything else about window.QRLogin is as there.
(function () {
  'use strict';

  window.QRLogin = function (options) {
    const container = document.getElementById(options.id);
    if (!container) throw new Error('QRLogin: there is no element with the id ' + options.id);
    const destination = new URL(options.goto); // throws unless it is an absolute address
    const path = options.goto.includes('suite/passport') ? '/suite/passport/sso/qr' : '/accounts/auth_login/qr';

    const frame = document.createElement('iframe');
    frame.src = destination.origin + path + '?goto=' + encodeURIComponent(options.goto) + '&sdk_version=1.0.3';
    if (options.width) frame.setAttribute('width', options.width);
    if (options.height) frame.setAttribute('height', options.height);
    if (options.style) frame.setAttribute('style', options.style);
    container.appendChild(frame);

    return {
      matchOrigin: (origin) => origin === destination.origin,
      matchData: (data) => Boolean(data) && data.source === 'qrcode' && typeof data.tmp_code === 'string',
    };
  };
})();
