package dev.azulejo.lab.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.zip.CRC32C;

/// Writes what a training reports as a file that TensorBoard shows: records of TensorFlow's `TFRecord` format, each an
/// `Event` of protobuf. What is written stays when the process is killed. For one thread.
///
/// Formats: https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto, `summary.proto`
/// beside it, and "TFRecords format details" in https://www.tensorflow.org/tutorials/load_data/tfrecord.
public final class EventFile implements AutoCloseable {
    private static final int MASK = 0xa282ead8;
    private static final int RGB = 3;
    private static final double NANOS = 1e9;

    private final Clock clock;
    private final FileChannel file;

    /// A message of protobuf, field by field.
    private static final class Message {
        private static final int VARINT = 0;
        private static final int EIGHT_BYTES = 1;
        private static final int LENGTH_AND_BYTES = 2;
        private static final int FOUR_BYTES = 5;
        private static final int SEVEN_BITS = 0x7f;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message whole(int field, long value) {
            if (value == 0) {
                return this; // as protobuf's version 3 does
            }
            varint((long) field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message number(int field, double value) {
            varint((long) field << 3 | EIGHT_BYTES);
            out.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
            return this;
        }

        Message number(int field, float value) {
            varint((long) field << 3 | FOUR_BYTES);
            out.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | LENGTH_AND_BYTES);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~SEVEN_BITS) != 0) {
                out.write((int) (left | SEVEN_BITS + 1));
                left >>>= Byte.SIZE - 1;
            }
            out.write((int) left);
        }
    }

    /// Opens a file of its own for this process, and says in it that steps after `step` come anew, so that TensorBoard
    /// drops what a process that was killed had shown of them.
    ///
    /// @param folder that TensorBoard is told with `--logdir`
    /// @param step the last one that is kept
    /// @throws UncheckedIOException when the folder cannot be written to
    public static EventFile begin(Path folder, int step, Clock clock) {
        var now = clock.instant();
        var name = "events.out.tfevents.%010d.azulejo.%09d".formatted(now.getEpochSecond(), now.getNano());
        try {
            var file = new EventFile(
                    clock,
                    FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            file.write(file.event(0).text(3, "brain.Event:2"));
            file.write(file.event(step + 1).message(7, new Message().whole(1, 1))); // SessionLog: START
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EventFile(Clock clock, FileChannel file) {
        this.clock = clock;
        this.file = file;
    }

    /// A number at a step, such as `loss`.
    public void number(int step, String tag, float value) {
        write(event(step)
                .message(5, new Message().message(1, new Message().text(1, tag).number(2, value))));
    }

    /// A picture at a step.
    ///
    /// @param png of `width` × `height` pixels in RGB
    public void picture(int step, String tag, int width, int height, byte[] png) {
        var image = new Message().whole(1, height).whole(2, width).whole(3, RGB).bytes(4, png);
        write(event(step)
                .message(5, new Message().message(1, new Message().text(1, tag).message(4, image))));
    }

    private Message event(int step) {
        var now = clock.instant();
        return new Message()
                .number(1, now.getEpochSecond() + now.getNano() / NANOS)
                .whole(2, step);
    }

    private void write(Message event) {
        var data = event.bytes();
        var length = littleEndian(Long.BYTES).putLong(data.length).array();
        var record = littleEndian(Long.BYTES + 2 * Integer.BYTES + data.length)
                .put(length)
                .putInt(masked(length))
                .put(data)
                .putInt(masked(data))
                .flip();
        try {
            while (record.hasRemaining()) {
                file.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int masked(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
