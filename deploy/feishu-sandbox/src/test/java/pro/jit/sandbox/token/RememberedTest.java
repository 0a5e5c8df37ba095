package pro.jit.sandbox.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RememberedTest {
    @Test
    void forgetsTheOldestBeyondItsBound() {
        var remembered = new Remembered<String>(2);

        remembered.put("first", "1");
        remembered.put("second", "2");
        remembered.put("third", "3");

        assertThat(remembered.get("first")).isEmpty();
        assertThat(remembered.get("second")).contains("2");
        assertThat(remembered.get("third")).contains("3");
    }
}
