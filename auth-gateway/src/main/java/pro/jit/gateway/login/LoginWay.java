package pro.jit.gateway.login;

/** How a person signs in; the value of {@code amr}. */
enum LoginWay {
    /** From inside the Feishu client, through the authorize page. */
    WORKSPACE("feishu_workspace"),
    /** From inside the Feishu client, with a code of its JavaScript bridge. */
    BRIDGE("feishu_workspace"),
    /** With the QR code of the login page, through the passport page. */
    QR("feishu_qr"),
    /** With the button of the login page, through the authorize page. */
    BROWSER("feishu_browser");

    private final String amr;

    LoginWay(String amr) {
        this.amr = amr;
    }

    String amr() {
        return amr;
    }
}
