package dev.azulejo.imaging.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A message between a decoder process and its parent. They take turns: the parent asks, the child answers,
/// and may ask for bytes of the source in between.
///
/// @param number a page, a count of rows or of bytes
record Message(Kind kind, int number, byte[] payload) {
    private static final int MAX_PAYLOAD = 64 << 20;

    enum Kind {
        /// From the child: it is ready; text: the fingerprint of its decoder.
        READY,
        /// From the parent: decode the given page of the source.
        OPEN,
        /// From the child: a request for at most the given number of bytes of the source. The answer is
        /// [#BYTES], none at the end, or [#BROKEN].
        NEED,
        BYTES,
        /// From the parent: the source cannot be read.
        BROKEN,
        /// From the child: the facts of the header; see [HeaderCodec].
        HEADER,
        /// From the parent: a request for the given number of rows. The answer is one [#PIXELS] or more
        /// with that many rows together.
        ROWS,
        PIXELS,
        /// From the parent, after the last row: a request for the final facts. The answer is [#HEADER].
        END,
        /// From the parent: no more rows are needed. The answer is the same message.
        CLOSE,
        /// From the parent: convert the colours of these rows; see [Conversion]. The answer is [#CONVERTED].
        CONVERT,
        CONVERTED,
        /// From the child: the file cannot be read; text: the name of the reason, a line break, and why.
        UNREADABLE,
        /// From the child: the decoder itself failed; text: how.
        FAILED
    }

    Message(Kind kind, int number) {
        this(kind, number, new byte[0]);
    }

    Message(Kind kind, int number, String text) {
        this(kind, number, text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(kind.name());
        out.writeInt(number);
        out.writeInt(payload.length);
        out.write(payload);
        out.flush();
    }

    /// @throws java.io.EOFException when there are no more messages
    static Message readFrom(DataInputStream in) throws IOException {
        var kind = kind(in.readUTF());
        int number = in.readInt();
        int length = in.readInt();
        if (length < 0 || length > MAX_PAYLOAD) {
            throw new IOException("no message: %s with %d bytes".formatted(kind, length));
        }
        var payload = new byte[length];
        in.readFully(payload);
        return new Message(kind, number, payload);
    }

    private static Kind kind(String name) throws IOException {
        try {
            return Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("no message: " + name, e);
        }
    }
}
