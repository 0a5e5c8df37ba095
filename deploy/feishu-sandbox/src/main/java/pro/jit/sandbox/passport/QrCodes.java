package pro.jit.sandbox.passport;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pro.jit.sandbox.model.UnknownInCompany;
import pro.jit.sandbox.passport.QrCode.State;
import pro.jit.sandbox.token.RandomText;

/** The QR codes on all screens. */
public final class QrCodes {
    /** UNCONFIRMED (contract §12.2): Feishu does not document how long one lives. */
    private static final Duration LIFE = Duration.ofMinutes(3);

    private static final int BOUND = 1000;

    private final Clock clock;
    private final RandomText random;
    private final Map<String, QrCode> codes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, QrCode> eldest) {
            return size() > BOUND;
        }
    };

    public QrCodes(Clock clock, RandomText random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized QrCode show(String appId) {
        var code = new QrCode(
                random.urlSafe(18),
                appId,
                State.PENDING,
                null,
                null,
                clock.instant().plus(LIFE));
        codes.put(code.id(), code);
        return code;
    }

    /** A code as it is now. */
    public synchronized QrCode get(String id) {
        var code = Optional.ofNullable(codes.get(id))
                .orElseThrow(() -> new UnknownInCompany("There is no QR code '" + id + "'"));
        var waiting = code.state() == State.PENDING || code.state() == State.SCANNED;
        return waiting && !clock.instant().isBefore(code.expiresAt()) ? code.in(State.EXPIRED) : code;
    }

    /** Those that somebody could still scan or confirm, the newest first. */
    public synchronized List<QrCode> waiting() {
        return codes.keySet().stream()
                .map(this::get)
                .filter(code -> code.state() == State.PENDING || code.state() == State.SCANNED)
                .toList()
                .reversed();
    }

    /** The phone has seen it. */
    public synchronized QrCode scan(String id, String personKey) {
        return keep(waiting(id).scannedBy(personKey));
    }

    /** The person agrees on the phone. */
    public synchronized QrCode confirm(String id, String personKey) {
        return keep(waiting(id).confirmedBy(personKey, random.urlSafe(36)));
    }

    /** The person refuses on the phone. */
    public synchronized QrCode refuse(String id) {
        return keep(waiting(id).in(State.REFUSED));
    }

    /** Who confirmed the code with this tmp_code for this app; works once, and only as long as the code would have lived. */
    synchronized Optional<String> redeem(String tmpCode, String appId) {
        var found = codes.values().stream()
                .filter(code -> tmpCode.equals(code.tmpCode()) && code.appId().equals(appId))
                .findFirst();
        found.ifPresent(code -> codes.remove(code.id()));
        return found.filter(code -> clock.instant().isBefore(code.expiresAt().plus(LIFE)))
                .map(QrCode::personKey);
    }

    /** Takes every code off every screen. */
    public synchronized void clear() {
        codes.clear();
    }

    private QrCode waiting(String id) {
        var code = get(id);
        if (code.state() != State.PENDING && code.state() != State.SCANNED) {
            throw new IllegalArgumentException("The QR code is " + code.state() + " and can no longer be scanned");
        }
        return code;
    }

    private QrCode keep(QrCode code) {
        codes.put(code.id(), code);
        return code;
    }
}
