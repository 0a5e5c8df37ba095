package pro.jit.sandbox.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known about texts that were handed out, by their hash; forgets the oldest beyond a bound. Safe from any thread. */
public final class Remembered<T> {
    private static final int BOUND = 100_000;

    private final Map<String, T> entries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > BOUND;
        }
    };

    public synchronized void put(String text, T what) {
        entries.put(hash(text), what);
    }

    public synchronized Optional<T> get(String text) {
        return Optional.ofNullable(entries.get(hash(text)));
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
