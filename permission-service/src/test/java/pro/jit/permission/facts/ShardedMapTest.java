package pro.jit.permission.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShardedMapTest {
    @Test
    void isWhatAMapIsAfterAnyChanges() {
        var random = new Random(20261126);
        var expected = new HashMap<String, Integer>();
        var map = ShardedMap.<String, Integer>of(List.of());
        for (int round = 0; round < 300; round++) {
            var changes = new HashMap<String, @Nullable Integer>();
            for (int i = random.nextInt(60); i > 0; i--) {
                changes.put("key-" + random.nextInt(5_000), random.nextInt(4) == 0 ? null : random.nextInt());
            }
            var before = map;
            var sizeBefore = expected.size();
            map = map.with(changes);
            changes.forEach((key, value) -> {
                if (value == null) {
                    expected.remove(key);
                } else {
                    expected.put(key, value);
                }
            });

            assertThat(map.size()).isEqualTo(expected.size());
            assertThat(before.size()).isEqualTo(sizeBefore);
        }
        assertThat(map.values()).containsExactlyInAnyOrderElementsOf(expected.values());
        for (int i = 0; i < 5_000; i++) {
            assertThat(map.get("key-" + i)).isEqualTo(expected.get("key-" + i));
        }
    }

    @Test
    void whatACopyChangesTheFirstDoesNotSee() {
        var first = ShardedMap.of(Map.of("a", 1, "b", 2).entrySet());

        var second = first.with(Map.of("a", 3, "c", 4));

        assertThat(first.get("a")).isEqualTo(1);
        assertThat(first.get("c")).isNull();
        assertThat(second.get("a")).isEqualTo(3);
        assertThat(second.get("b")).isEqualTo(2);
    }

    @Test
    void keysOfOneHashAreKeptApart() {
        var map = ShardedMap.of(Map.of("Aa", 1, "BB", 2).entrySet());

        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(map.get("Aa")).isEqualTo(1);
        assertThat(map.get("BB")).isEqualTo(2);
    }
}
