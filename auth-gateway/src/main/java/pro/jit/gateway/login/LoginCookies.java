package pro.jit.gateway.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.encryption.Encryption;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.session.SessionCookies;

/** What the browser keeps for us during sign-in, encrypted and tied to application and cookie name: transactions, and trips to Feishu. */
@ApplicationScoped
class LoginCookies {
    private static final String TRANSACTION = "jit_login_";
    private static final String TRIPS = "jit_trips";
    private static final int MOST_TRANSACTIONS = 5;
    private static final int MOST_TRIPS = 10;

    private final Encryption encryption;
    private final ObjectMapper json;
    private final Clock clock;

    LoginCookies(Encryption encryption, ObjectMapper json, Clock clock) {
        this.encryption = encryption;
        this.json = json;
        this.clock = clock;
    }

    /** {@code Set-Cookie} values that keep a transaction, dropping the oldest beyond five. */
    List<String> keep(Application application, URI origin, BrowserRequest request, LoginTransaction transaction) {
        var cookies = new ArrayList<String>();
        record Kept(String name, Instant startedAt) {}
        var prefix = SessionCookies.name(origin, TRANSACTION);
        request.http().cookies().stream()
                .map(io.vertx.core.http.Cookie::getName)
                .filter(name -> name.startsWith(prefix))
                .distinct()
                .map(name -> new Kept(
                        name,
                        read(application, name, request.cookie(name))
                                .map(LoginTransaction::startedAt)
                                .orElse(Instant.EPOCH)))
                .sorted(Comparator.comparing(Kept::startedAt).reversed())
                .skip(MOST_TRANSACTIONS - 1)
                .forEach(kept -> cookies.add(SessionCookies.removal(kept.name(), path(application), origin)));
        var name = prefix + LoginTransaction.key(transaction.state());
        cookies.add(SessionCookies.cookie(
                name, seal(application, name, write(transaction)), path(application), origin, LoginTransaction.LIFE));
        return cookies;
    }

    /** The transaction this browser started with this state, if it has not expired. */
    Optional<LoginTransaction> find(Application application, URI origin, BrowserRequest request, String state) {
        var name = transactionName(origin, state);
        return read(application, name, request.cookie(name))
                .filter(transaction -> MessageDigest.isEqual(
                        transaction.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8)))
                .filter(transaction -> !transaction.isExpired(clock.instant()));
    }

    /** The newest transaction of this way that this browser started for this organization, if it has not expired. */
    Optional<LoginTransaction> newest(
            Application application, URI origin, BrowserRequest request, LoginWay way, String organizationId) {
        var prefix = SessionCookies.name(origin, TRANSACTION);
        return request.http().cookies().stream()
                .map(io.vertx.core.http.Cookie::getName)
                .filter(name -> name.startsWith(prefix))
                .distinct()
                .flatMap(name -> read(application, name, request.cookie(name)).stream())
                .filter(transaction -> transaction.way() == way && organizationId.equals(transaction.organizationId()))
                .filter(transaction -> !transaction.isExpired(clock.instant()))
                .max(Comparator.comparing(LoginTransaction::startedAt));
    }

    /** {@code Set-Cookie} that removes the transaction of a state. */
    String remove(Application application, URI origin, String state) {
        return SessionCookies.removal(transactionName(origin, state), path(application), origin);
    }

    /** How often this browser was sent to Feishu for this application within the last {@code window}. */
    int trips(Application application, URI origin, BrowserRequest request, Duration window) {
        var since = clock.instant().minus(window).toEpochMilli();
        return (int) tripTimes(application, origin, request).stream()
                .filter(time -> time > since)
                .count();
    }

    /** {@code Set-Cookie} that counts one more trip. */
    String countTrip(Application application, URI origin, BrowserRequest request) {
        var times = new ArrayList<>(tripTimes(application, origin, request));
        times.add(clock.millis());
        var kept = times.subList(Math.max(0, times.size() - MOST_TRIPS), times.size());
        var name = SessionCookies.name(origin, TRIPS);
        var text = String.join(",", kept.stream().map(String::valueOf).toList());
        return SessionCookies.cookie(
                name,
                seal(application, name, text.getBytes(StandardCharsets.UTF_8)),
                path(application),
                origin,
                LoginTransaction.LIFE);
    }

    private List<Long> tripTimes(Application application, URI origin, BrowserRequest request) {
        var name = SessionCookies.name(origin, TRIPS);
        return open(application, name, request.cookie(name))
                .map(bytes -> Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split(","))
                        .map(Long::valueOf)
                        .toList())
                .orElse(List.of());
    }

    static String path(Application application) {
        return application.path() + "/login";
    }

    private static String transactionName(URI origin, String state) {
        return SessionCookies.name(origin, TRANSACTION) + LoginTransaction.key(state);
    }

    private byte[] write(LoginTransaction transaction) {
        try {
            return json.writeValueAsBytes(transaction);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A login transaction could not be written", e);
        }
    }

    private Optional<LoginTransaction> read(Application application, String name, @Nullable String value) {
        return open(application, name, value).flatMap(bytes -> {
            try {
                return Optional.of(json.readValue(bytes, LoginTransaction.class));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private String seal(Application application, String name, byte[] content) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(encryption.encrypt(content, place(application, name)));
    }

    private Optional<byte[]> open(Application application, String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(encryption.decrypt(Base64.getUrlDecoder().decode(value), place(application, name)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String place(Application application, String name) {
        return "cookie/" + application.audience() + "/" + name;
    }
}
