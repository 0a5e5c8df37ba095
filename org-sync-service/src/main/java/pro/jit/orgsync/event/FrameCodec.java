package pro.jit.orgsync.event;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/**
 * Frames as protobuf, by the runtime of protobuf and without generated code: two messages of eleven fields. A required field that is missing makes it
 * no frame; a field that is not known is passed over.
 */
final class FrameCodec {
    private static final int MOST_HEADERS = 100;

    private FrameCodec() {}

    static byte[] encode(Frame frame) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeUInt64(1, frame.seqId());
            out.writeUInt64(2, frame.logId());
            out.writeInt32(3, frame.service());
            out.writeInt32(4, frame.method());
            for (var header : frame.headers()) {
                out.writeByteArray(5, encode(header));
            }
            if (frame.payloadEncoding() != null) {
                out.writeString(6, frame.payloadEncoding());
            }
            if (frame.payloadType() != null) {
                out.writeString(7, frame.payloadType());
            }
            if (!frame.payload().isEmpty()) {
                out.writeBytes(8, frame.payload());
            }
            if (frame.logIdNew() != null) {
                out.writeString(9, frame.logIdNew());
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] encode(Frame.Header header) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        out.writeString(1, header.key());
        out.writeString(2, header.value());
        out.flush();
        return bytes.toByteArray();
    }

    /** @throws IOException for what is no frame */
    static Frame decode(byte[] message) throws IOException {
        var in = CodedInputStream.newInstance(message);
        Long seqId = null;
        Long logId = null;
        Integer service = null;
        Integer method = null;
        var headers = new ArrayList<Frame.Header>();
        String encoding = null;
        String type = null;
        var payload = ByteString.EMPTY;
        String logIdNew = null;
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | WireFormat.WIRETYPE_VARINT -> seqId = in.readUInt64();
                case 2 << 3 | WireFormat.WIRETYPE_VARINT -> logId = in.readUInt64();
                case 3 << 3 | WireFormat.WIRETYPE_VARINT -> service = in.readInt32();
                case 4 << 3 | WireFormat.WIRETYPE_VARINT -> method = in.readInt32();
                case 5 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> headers.add(header(in.readByteArray()));
                case 6 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> encoding = in.readStringRequireUtf8();
                case 7 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> type = in.readStringRequireUtf8();
                case 8 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> payload = in.readBytes();
                case 9 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> logIdNew = in.readStringRequireUtf8();
                default -> skip(in, tag);
            }
            if (headers.size() > MOST_HEADERS) {
                throw new InvalidProtocolBufferException("Too many headers");
            }
        }
        if (seqId == null || logId == null || service == null || method == null) {
            throw new InvalidProtocolBufferException("A required field of the frame is missing");
        }
        return new Frame(seqId, logId, service, method, headers, encoding, type, payload, logIdNew);
    }

    private static Frame.Header header(byte[] message) throws IOException {
        var in = CodedInputStream.newInstance(message);
        String key = null;
        String value = null;
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> key = in.readStringRequireUtf8();
                case 2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> value = in.readStringRequireUtf8();
                default -> skip(in, tag);
            }
        }
        if (key == null || value == null) {
            throw new InvalidProtocolBufferException("A required field of a header is missing");
        }
        return new Frame.Header(key, value);
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("A group ends that did not begin");
        }
    }
}
