package pro.jit.sandbox.event;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;

/**
 * The two protobuf messages of the long connection, Header and Frame, written by hand: all their fields are varints or
 * length-delimited. Fields that the sandbox has no use for are skipped.
 */
final class FrameCodec {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private FrameCodec() {}

    static Buffer encode(Frame frame) {
        var out = Buffer.buffer();
        number(out, 1, frame.seqId());
        number(out, 2, frame.logId());
        number(out, 3, frame.service());
        number(out, 4, frame.method());
        for (var header : frame.headers()) {
            var inner = Buffer.buffer();
            bytes(inner, 1, Buffer.buffer(header.key()));
            bytes(inner, 2, Buffer.buffer(header.value()));
            bytes(out, 5, inner);
        }
        if (frame.payload().length() > 0) {
            bytes(out, 8, frame.payload());
        }
        return out;
    }

    /** Fails with {@link IllegalArgumentException} for what is no frame. */
    static Frame decode(Buffer message) {
        var in = new Reader(message);
        long seqId = 0;
        long logId = 0;
        var service = 0;
        var method = 0;
        var headers = new ArrayList<Frame.Header>();
        var payload = Buffer.buffer();
        while (in.more()) {
            var tag = in.varint();
            switch ((int) tag) {
                case 1 << 3 | VARINT -> seqId = in.varint();
                case 2 << 3 | VARINT -> logId = in.varint();
                case 3 << 3 | VARINT -> service = (int) in.varint();
                case 4 << 3 | VARINT -> method = (int) in.varint();
                case 5 << 3 | LENGTH_DELIMITED -> headers.add(header(in.bytes()));
                case 8 << 3 | LENGTH_DELIMITED -> payload = in.bytes();
                default -> in.skip((int) tag & 7);
            }
        }
        return new Frame(seqId, logId, service, method, headers, payload);
    }

    private static Frame.Header header(Buffer message) {
        var in = new Reader(message);
        var key = "";
        var value = "";
        while (in.more()) {
            var tag = in.varint();
            switch ((int) tag) {
                case 1 << 3 | LENGTH_DELIMITED -> key = in.bytes().toString();
                case 2 << 3 | LENGTH_DELIMITED -> value = in.bytes().toString();
                default -> in.skip((int) tag & 7);
            }
        }
        return new Frame.Header(key, value);
    }

    private static void number(Buffer out, int field, long value) {
        varint(out, field << 3 | VARINT);
        varint(out, value);
    }

    private static void bytes(Buffer out, int field, Buffer value) {
        varint(out, field << 3 | LENGTH_DELIMITED);
        varint(out, value.length());
        out.appendBuffer(value);
    }

    private static void varint(Buffer out, long value) {
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.appendByte((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.appendByte((byte) rest);
    }

    /** Reads on from where it is. */
    private static final class Reader {
        private final Buffer buffer;
        private int at;

        Reader(Buffer buffer) {
            this.buffer = buffer;
        }

        boolean more() {
            return at < buffer.length();
        }

        long varint() {
            long value = 0;
            for (var shift = 0; shift < 64; shift += 7) {
                require(1);
                var next = buffer.getByte(at++);
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("A number of the frame does not end");
        }

        Buffer bytes() {
            var length = varint();
            require(length);
            var start = at;
            at += (int) length;
            return buffer.getBuffer(start, at);
        }

        void skip(int wireType) {
            switch (wireType) {
                case VARINT -> varint();
                case LENGTH_DELIMITED -> bytes();
                case FIXED_64 -> jump(8);
                case FIXED_32 -> jump(4);
                default -> throw new IllegalArgumentException("There is no wire type " + wireType);
            }
        }

        private void jump(int length) {
            require(length);
            at += length;
        }

        private void require(long length) {
            if (length < 0 || length > buffer.length() - at) {
                throw new IllegalArgumentException("The frame ends too early");
            }
        }
    }
}
