package pro.jit.sandbox.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What is known about texts that were handed out, by their hash; forgets the oldest beyond a bound. Safe from any thread. */
public final class Remembered<T> {
    private static final int BOUND = 100_000;

    private final Map<String, T> entries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > bound;
        }
    };
    private final int bound;

    /** Remembers the latest 100 000. */
    public Remembered() {
        this(BOUND);
    }

    /** Remembers so many, the latest. */
    public Remembered(int bound) {
        this.bound = bound;
    }

    public synchronized void put(String text, T what) {
        entries.put(hash(text), what);
    }

    public synchronized Optional<T> get(String text) {
        return Optional.ofNullable(entries.get(hash(text)));
    }

    /** Changes what is known about one text, if anything is. */
    public synchronized void change(String text, UnaryOperator<T> change) {
        entries.computeIfPresent(hash(text), (hash, what) -> change.apply(what));
    }

    /** Changes what is known about every text. */
    public synchronized void changeAll(UnaryOperator<T> change) {
        entries.replaceAll((hash, what) -> change.apply(what));
    }

    /** Forgets the texts about which this is known. */
    public synchronized void forget(Predicate<T> which) {
        entries.values().removeIf(which);
    }

    public synchronized void clear() {
        entries.clear();
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
