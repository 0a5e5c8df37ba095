package pro.jit.sandbox.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lark.oapi.ws.pb.Pbbp2;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
    private static final Frame FRAME = new Frame(
            7,
            -1,
            33,
            Frame.DATA,
            List.of(new Frame.Header("type", "event"), new Frame.Header("message_id", "m-1")),
            Buffer.buffer("{\"name\":\"林小满\"}"));

    @Test
    void writesWhatFeishusSdkReads() throws Exception {
        var read = Pbbp2.Frame.parseFrom(FrameCodec.encode(FRAME).getBytes());

        assertThat(read.getSeqID()).isEqualTo(7);
        assertThat(read.getLogID()).isEqualTo(-1);
        assertThat(read.getService()).isEqualTo(33);
        assertThat(read.getMethod()).isEqualTo(1);
        assertThat(read.getHeadersList()).hasSize(2);
        assertThat(read.getHeaders(1).getKey()).isEqualTo("message_id");
        assertThat(read.getHeaders(1).getValue()).isEqualTo("m-1");
        assertThat(read.getPayload().toStringUtf8()).isEqualTo("{\"name\":\"林小满\"}");
    }

    @Test
    void readsWhatFeishusSdkWritesAndSkipsWhatItHasNoUseFor() {
        var written = Pbbp2.Frame.newBuilder()
                .setSeqID(0)
                .setLogID(300)
                .setService(33)
                .setMethod(0)
                .addHeaders(Pbbp2.Header.newBuilder().setKey("type").setValue("ping"))
                .setPayloadEncoding("gzip")
                .setPayloadType("json")
                .setLogIDNew("log-1")
                .build();

        assertThat(FrameCodec.decode(Buffer.buffer(written.toByteArray())))
                .isEqualTo(new Frame(0, 300, 33, 0, List.of(new Frame.Header("type", "ping")), Buffer.buffer()));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(FrameCodec.decode(FrameCodec.encode(FRAME))).isEqualTo(FRAME);
    }

    @Test
    void refusesWhatIsCutOff() {
        var whole = FrameCodec.encode(FRAME);

        assertThatThrownBy(() -> FrameCodec.decode(whole.getBuffer(0, whole.length() - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cutsALargeEventIntoFragmentsThatJoinToTheWhole() {
        var event = Buffer.buffer("语".repeat(EventFrames.LARGEST_PAYLOAD));

        var frames = EventFrames.of("m-1", "t-1", 1, event);

        assertThat(frames).hasSize(3);
        assertThat(frames).extracting(frame -> frame.header("seq").orElse("")).containsExactly("0", "1", "2");
        assertThat(frames).allMatch(frame -> frame.header("sum").orElse("").equals("3"));
        var joined = Buffer.buffer();
        frames.forEach(frame -> joined.appendBuffer(frame.payload()));
        assertThat(joined).isEqualTo(event);
    }
}
