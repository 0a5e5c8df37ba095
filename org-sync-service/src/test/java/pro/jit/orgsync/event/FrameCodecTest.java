package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the long connection, byte by byte. */
class FrameCodecTest {
    private static final Frame EVENT = new Frame(
            1,
            1L << 40,
            33,
            Frame.DATA,
            List.of(new Frame.Header("type", "event"), new Frame.Header("message_id", "m-1")),
            "gzip",
            "json",
            ByteString.copyFromUtf8("{\"名\":1}"),
            "log-1");

    @Test
    void aFrameIsWhatProtobufSaysItIs() {
        // protoc --encode=pbbp2.Frame < SeqID: 0 LogID: 0 service: 33 method: 0 headers { key: "type" value: "ping" }
        assertThat(HexFormat.of().formatHex(FrameCodec.encode(Frame.ping(33))))
                .isEqualTo("0800" + "1000" + "1821" + "2000" + "2a0c" + "0a0474797065" + "120470696e67");
    }

    @Test
    void whatIsWrittenIsReadAgainWithEveryField() throws IOException {
        assertThat(FrameCodec.decode(FrameCodec.encode(EVENT))).isEqualTo(EVENT);
        assertThat(FrameCodec.decode(FrameCodec.encode(Frame.ping(33)))).isEqualTo(Frame.ping(33));
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() throws IOException {
        var bytes =
                HexFormat.of().parseHex("0801" + "1002" + "1821" + "2001" + "78ff01" + "820103616263" + "8d0101020304");

        assertThat(FrameCodec.decode(bytes).logId()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0800",
                "080010001821", // no method
                "0800100018212000" + "2a020a00", // a header without a value
                "0800100018212000" + "2a0412020a00", // one without a name
                "0800100018212000" + "2aff01", // a length beyond the end
                "0800100018212000" + "42ffffffff0f", // a negative length
                "0800100018212000" + "320180", // a text that is no UTF-8
                "08ffffffffffffffffffff01", // a number that does not end
                "0800100018212000" + "0c", // a group that ends and never began
                "00"
            })
    void whatIsNoFrameIsRefused(String hex) {
        assertThatThrownBy(() -> FrameCodec.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void moreHeadersThanAnybodySendsAreRefused() {
        var headers = new ArrayList<Frame.Header>();
        for (var i = 0; i < 200; i++) {
            headers.add(new Frame.Header("k", "v"));
        }
        var frame = new Frame(0, 0, 0, 0, headers, null, null, ByteString.EMPTY, null);

        assertThatThrownBy(() -> FrameCodec.decode(FrameCodec.encode(frame))).isInstanceOf(IOException.class);
    }

    @Test
    void noBytesDoMoreThanBeRefused() {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var bytes = FrameCodec.encode(EVENT);
            for (var flips = 0; flips < 3; flips++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                FrameCodec.decode(bytes);
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
    }
}
