package pro.jit.permission.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map cut into shards, so that a copy that differs in a few entries shares the others.
 *
 * @param <K> keys with a good {@code hashCode}
 */
final class ShardedMap<K, V> {
    /** A copy that differs in one entry copies about so many. */
    private static final int SHARD = 128;

    private final List<Map<K, V>> shards;
    private final int size;

    private ShardedMap(List<Map<K, V>> shards) {
        this.shards = shards;
        this.size = shards.stream().mapToInt(Map::size).sum();
    }

    /** One with these entries. */
    static <K, V> ShardedMap<K, V> of(Collection<Map.Entry<K, V>> entries) {
        var count = Math.max(1, Integer.highestOneBit(Math.max(1, entries.size() / SHARD)) * 2);
        var shards = new ArrayList<Map<K, V>>(count);
        for (int i = 0; i < count; i++) {
            shards.add(new HashMap<>());
        }
        entries.forEach(entry -> shards.get(index(entry.getKey(), count)).put(entry.getKey(), entry.getValue()));
        shards.replaceAll(Map::copyOf);
        return new ShardedMap<>(shards);
    }

    @Nullable
    V get(K key) {
        return shards.get(index(key, shards.size())).get(key);
    }

    int size() {
        return size;
    }

    Stream<V> values() {
        return shards.stream().flatMap(shard -> shard.values().stream());
    }

    /** A copy with these entries instead; a null value removes. */
    ShardedMap<K, V> with(Map<K, @Nullable V> changes) {
        if (size + changes.size() > 4 * SHARD * shards.size()) {
            return grown(changes);
        }
        var copy = new ArrayList<>(shards);
        var touched = new HashMap<Integer, Map<K, V>>();
        changes.forEach((key, value) ->
                put(touched.computeIfAbsent(index(key, copy.size()), i -> new HashMap<>(copy.get(i))), key, value));
        touched.forEach((index, shard) -> copy.set(index, Map.copyOf(shard)));
        return new ShardedMap<>(copy);
    }

    private ShardedMap<K, V> grown(Map<K, @Nullable V> changes) {
        var all = new HashMap<K, V>(size + changes.size());
        shards.forEach(all::putAll);
        changes.forEach((key, value) -> put(all, key, value));
        return of(all.entrySet());
    }

    private static <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private static int index(Object key, int shards) {
        var hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (shards - 1);
    }
}
