package pro.jit.sandbox.passport;

import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.oauth.Forms;

/** The page inside the frame: a drawn stand-in for a QR code, and the script that waits for the phone. */
final class QrFrame {
    private static final int CELLS = 25;

    private QrFrame() {}

    /** @param plainText whether the page outside is an old one that expects the bare tmp_code */
    static String render(Brand brand, QrCode code, FeishuApp app, boolean plainText) {
        return """
                <!doctype html>
                <html lang="zh"><head><meta charset="utf-8"><title>%3$s扫码登录 · %4$s QR login</title>
                <link rel="stylesheet" href="/sandbox/assets/sandbox.css">
                <script src="/sandbox/assets/qr-frame.js" defer></script></head>
                <body class="qr" data-qr="%1$s" data-plain="%2$s">
                <figure>%5$s<figcaption id="state" role="status">请使用%3$s手机端扫码<br>Scan with %4$s on your phone</figcaption></figure>
                <p class="note">%6$s · 沙箱二维码，在沙箱首页的“手机”里确认<br>A stand-in: confirm it under “Phone” on the sandbox's page</p>
                </body></html>
                """.formatted(
                        Forms.html(code.id()),
                        plainText,
                        brand.chinese(),
                        brand.english(),
                        drawing(code.id()),
                        Forms.html(app.name()));
    }

    static String error(Brand brand, int number, String message) {
        return """
                <!doctype html>
                <html lang="zh"><head><meta charset="utf-8"><title>%s · %s</title>
                <link rel="stylesheet" href="/sandbox/assets/sandbox.css"></head>
                <body class="dialog"><main class="card"><p class="number">错误码 Error code: <strong>%d</strong></p><p>%s</p></main></body></html>
                """.formatted(brand.chinese(), brand.english(), number, Forms.html(message));
    }

    // Three corner marks and a pattern that differs from code to code; no phone could read it.
    private static String drawing(String seed) {
        var svg = new StringBuilder(
                "<svg class=\"qr\" role=\"img\" aria-label=\"QR\" viewBox=\"0 0 %d %d\">".formatted(CELLS, CELLS));
        var bits = Ids.hex(seed, 64) + Ids.hex(seed + "2", 64) + Ids.hex(seed + "3", 64);
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            int x = cell % CELLS;
            int y = cell / CELLS;
            boolean on = (Character.digit(bits.charAt(cell / 4), 16) >> (cell % 4) & 1) == 1;
            if (on && !inCorner(x, y)) {
                svg.append("<rect x=\"%d\" y=\"%d\" width=\"1\" height=\"1\"/>".formatted(x, y));
            }
        }
        for (var corner : new int[][] {{0, 0}, {CELLS - 7, 0}, {0, CELLS - 7}}) {
            svg.append("<path fill-rule=\"evenodd\" d=\"M%d %dh7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z\"/>"
                    .formatted(corner[0], corner[1]));
        }
        return svg.append("</svg>").toString();
    }

    private static boolean inCorner(int x, int y) {
        boolean left = x < 8;
        boolean right = x >= CELLS - 8;
        boolean top = y < 8;
        boolean bottom = y >= CELLS - 8;
        return (top && (left || right)) || (bottom && left);
    }
}
