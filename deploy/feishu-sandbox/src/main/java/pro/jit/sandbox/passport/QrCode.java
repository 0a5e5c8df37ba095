package pro.jit.sandbox.passport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One QR code on somebody's screen.
 *
 * @param appId the app it logs in to
 * @param personKey who scanned it; null before
 * @param tmpCode what the frame hands to the page once the person has confirmed; null before
 */
public record QrCode(
        String id,
        String appId,
        State state,
        @Nullable String personKey,
        @Nullable String tmpCode,
        Instant expiresAt) {
    /** How far it has come. */
    public enum State {
        PENDING,
        SCANNED,
        CONFIRMED,
        REFUSED,
        EXPIRED
    }

    QrCode scannedBy(String person) {
        return new QrCode(id, appId, State.SCANNED, person, null, expiresAt);
    }

    QrCode confirmedBy(String person, String code) {
        return new QrCode(id, appId, State.CONFIRMED, person, code, expiresAt);
    }

    QrCode in(State newState) {
        return new QrCode(id, appId, newState, personKey, null, expiresAt);
    }

    @Override
    public String toString() {
        return "QrCode[" + id + ", " + state + "]";
    }
}
