package pro.jit.gateway.login;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code GET …/login} we know; whatever else is there is passed over.
 *
 * @param prompt {@code login}: sign in anew even with a live session
 * @param start {@code feishu}: the button was pressed
 */
record LoginQuery(
        @Nullable String code,
        @Nullable String error,
        @Nullable String state,
        @Nullable String prompt,
        @Nullable String returnTo,
        @Nullable String organizationId,
        @Nullable String start,
        @Nullable String lang) {

    boolean isCallback() {
        return state != null && (code != null || error != null);
    }

    boolean wantsNewLogin() {
        return "login".equals(prompt);
    }

    boolean isButton() {
        return "feishu".equals(start);
    }

    @Override
    public String toString() {
        return "LoginQuery[callback=" + isCallback() + "]";
    }
}
