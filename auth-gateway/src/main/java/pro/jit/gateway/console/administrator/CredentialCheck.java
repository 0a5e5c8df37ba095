package pro.jit.gateway.console.administrator;

import java.time.Duration;

/** How a name, a password and a code were found. */
sealed interface CredentialCheck {
    /** They are the administrator's. */
    record Accepted(String username) implements CredentialCheck {}

    /**
     * They are nobody's; which of them is wrong is not said.
     *
     * @param known whether there is somebody of this name: for our own record, and for nobody else
     */
    record Rejected(boolean known) implements CredentialCheck {}

    /** Name and password are right, and a code of the second factor is missing. */
    record TotpRequired() implements CredentialCheck {}

    /** Too many failures: nothing was looked at. */
    record Locked(Duration remaining) implements CredentialCheck {}
}
