package pro.jit.gateway.login;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code GET …/login} we know; whatever else is there is passed over.
 *
 * @param prompt {@code login}: sign in anew even with a live session; {@code select_account}: and pick the organization anew
 * @param start {@code feishu}: the button was pressed
 * @param moved {@code true}: sent here from a host that is no entry origin of the application
 */
record LoginQuery(
        @Nullable String code,
        @Nullable String error,
        @Nullable String state,
        @Nullable String prompt,
        @Nullable String returnTo,
        @Nullable String organizationId,
        @Nullable String start,
        @Nullable String lang,
        @Nullable String moved) {

    /** {@code prompt}: sign in, even with a live session. */
    static final String ANEW = "login";

    /** {@code prompt}: and pick the organization anew. */
    static final String CHOOSE = "select_account";

    /** With or without {@code state}: one that lost it is refused, and not sent to Feishu again. */
    boolean isCallback() {
        return code != null || error != null;
    }

    boolean wantsNewLogin() {
        return ANEW.equals(prompt) || wantsToChoose();
    }

    boolean wantsToChoose() {
        return CHOOSE.equals(prompt);
    }

    boolean isButton() {
        return "feishu".equals(start);
    }

    /** Whoever comes by a foreign host a second time is behind a proxy that tells us another one than the browser shows. */
    boolean wasMoved() {
        return "true".equals(moved);
    }

    @Override
    public String toString() {
        return "LoginQuery[callback=" + isCallback() + "]";
    }
}
