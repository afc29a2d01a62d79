package dev.azulejo.imaging.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Writes TIFF files of one uncompressed strip a page, with any entries that a test needs. (TIFF 6.0;
/// BigTIFF)
public final class TiffBytes {
    public static final int BYTE = 1;
    public static final int ASCII = 2;
    public static final int SHORT = 3;
    public static final int LONG = 4;
    public static final int RATIONAL = 5;
    public static final int UNDEFINED = 7;

    private final ByteOrder order;
    private final boolean big;
    private final List<Page> pages = new ArrayList<>();

    public TiffBytes(ByteOrder order, boolean big) {
        this.order = order;
        this.big = big;
    }

    public static TiffBytes classic() {
        return new TiffBytes(ByteOrder.LITTLE_ENDIAN, false);
    }

    /// @param type of values
    /// @param data the values, in the file's byte order
    private record Entry(int type, int count, byte[] data) {}

    /// A page: its entries, and directories that entries name.
    public final class Page {
        private final TreeMap<Integer, Entry> entries = new TreeMap<>();
        private final TreeMap<Integer, Page> children = new TreeMap<>();
        private byte[] pixels = {};
        private int[] parts = {};
        private int offsetsTag = 273;
        private int startTag;

        /// Cuts the pixels, as the page got them, into strips of these lengths.
        public Page strips(int... lengths) {
            parts = lengths;
            return numbers(279, LONG, lengths);
        }

        /// Declares the pixels as one tile of that size.
        public Page tile(int width, int height) {
            offsetsTag = 324;
            entries.remove(278);
            entries.remove(279);
            return numbers(322, LONG, width).numbers(323, LONG, height).numbers(325, LONG, pixels.length);
        }

        /// Cuts the pixels, as the page got them, into tiles of these lengths.
        public Page tiles(int width, int height, int... lengths) {
            parts = lengths;
            return tile(width, height).numbers(325, LONG, lengths);
        }

        /// States the place of the pixels by another entry, too.
        public Page startsAt(int tag) {
            startTag = tag;
            return this;
        }

        /// Removes an entry of a page.
        public Page without(int tag) {
            entries.remove(tag);
            return this;
        }

        public Page numbers(int tag, int type, int... values) {
            int length = type == SHORT ? 2 : type == LONG ? 4 : 1;
            var data = ByteBuffer.allocate(values.length * length).order(order);
            for (int value : values) {
                switch (type) {
                    case SHORT -> data.putShort((short) value);
                    case LONG -> data.putInt(value);
                    default -> data.put((byte) value);
                }
            }
            entries.put(tag, new Entry(type, values.length, data.array()));
            return this;
        }

        public Page ratio(int tag, int... values) {
            var data = ByteBuffer.allocate(values.length * 4).order(order);
            for (int value : values) {
                data.putInt(value);
            }
            entries.put(tag, new Entry(RATIONAL, values.length / 2, data.array()));
            return this;
        }

        public Page text(int tag, String text) {
            var data = (text + "\0").getBytes(StandardCharsets.US_ASCII);
            entries.put(tag, new Entry(ASCII, data.length, data));
            return this;
        }

        public Page bytes(int tag, byte[] data) {
            entries.put(tag, new Entry(UNDEFINED, data.length, data));
            return this;
        }

        /// Adds an entry of any type without values.
        public Page empty(int tag, int type) {
            entries.put(tag, new Entry(type, 0, new byte[0]));
            return this;
        }

        /// The directory that `tag` names.
        public Page child(int tag) {
            var child = new Page();
            children.put(tag, child);
            return child;
        }
    }

    /// @param samples of 8 bits, or of 16 in the file's byte order; their number decides how many a pixel
    ///     has
    public Page page(int width, int height, int photometric, int bits, byte[] samples) {
        var page = new Page();
        int bands = samples.length * 8 / bits / width / height;
        var depths = new int[bands];
        Arrays.fill(depths, bits);
        page.pixels = samples;
        page.numbers(256, LONG, width)
                .numbers(257, LONG, height)
                .numbers(258, SHORT, depths)
                .numbers(259, SHORT, 1)
                .numbers(262, SHORT, photometric)
                .numbers(277, SHORT, bands)
                .numbers(278, LONG, height)
                .numbers(279, LONG, samples.length);
        pages.add(page);
        return page;
    }

    public byte[] toByteArray() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header());
        long next = big ? 16 : 8;
        for (int i = 0; i < pages.size(); i++) {
            next = write(bytes, pages.get(i), next, i == pages.size() - 1);
        }
        return bytes.toByteArray();
    }

    private byte[] header() {
        var header = ByteBuffer.allocate(big ? 16 : 8).order(order);
        header.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d));
        if (big) {
            return header.putShort((short) 43)
                    .putShort((short) 8)
                    .putShort((short) 0)
                    .putLong(16)
                    .array();
        }
        return header.putShort((short) 42).putInt(8).array();
    }

    /// Writes values, pixels, the directories that it names, and the directory of a page.
    private long write(ByteArrayOutputStream file, Page page, long start, boolean last) {
        if (page.pixels.length > 0) { // of its length at first; its values are known below
            page.numbers(page.offsetsTag, LONG, page.parts.length == 0 ? new int[1] : page.parts);
            if (page.startTag > 0) {
                page.numbers(page.startTag, LONG, 0);
            }
        }
        int count = page.entries.size() + page.children.size();
        int entryLength = big ? 20 : 12;
        int room = big ? 8 : 4;
        long outside = start + (big ? 8 : 2) + (long) count * entryLength + room;
        long pixels = outside;
        for (var entry : page.entries.values()) {
            pixels += entry.data.length <= room ? 0 : entry.data.length;
        }
        long childStart = pixels + page.pixels.length;
        var all = new TreeMap<>(page.entries);
        if (page.pixels.length > 0) {
            long pixelStart = pixels;
            all.put(page.offsetsTag, pointers(pixelStart, page.parts));
            if (page.startTag > 0) {
                all.put(page.startTag, pointer(pixelStart));
            }
        }
        for (var child : page.children.entrySet()) {
            all.put(child.getKey(), pointer(childStart));
            childStart += size(child.getValue());
        }
        var directory = ByteBuffer.allocate((int) (pixels - start)).order(order);
        putNumber(directory, count, big ? 8 : 2);
        int valueAt = (int) (outside - start);
        for (var entry : all.entrySet()) {
            directory.putShort(entry.getKey().shortValue()).putShort((short) entry.getValue().type);
            putNumber(directory, entry.getValue().count, room);
            var data = entry.getValue().data;
            if (data.length <= room) {
                directory.put(Arrays.copyOf(data, room));
            } else {
                putNumber(directory, start + valueAt, room);
                directory.put(valueAt, data);
                valueAt += data.length;
            }
        }
        putNumber(directory, last ? 0 : childStart, room);
        file.writeBytes(directory.array());
        file.writeBytes(page.pixels);
        page.children.values().forEach(child -> write(file, child, file.size(), true));
        return childStart;
    }

    private long size(Page page) {
        var bytes = new ByteArrayOutputStream();
        write(bytes, page, 0, true);
        return bytes.size();
    }

    private Entry pointers(long first, int[] lengths) {
        if (lengths.length == 0) {
            return pointer(first);
        }
        var data = ByteBuffer.allocate(lengths.length * 4).order(order);
        long offset = first;
        for (int length : lengths) {
            data.putInt((int) offset);
            offset += length;
        }
        return new Entry(LONG, lengths.length, data.array());
    }

    private Entry pointer(long offset) {
        var data = ByteBuffer.allocate(4).order(order).putInt((int) offset).array();
        return new Entry(LONG, 1, data);
    }

    private static void putNumber(ByteBuffer target, long value, int length) {
        switch (length) {
            case 2 -> target.putShort((short) value);
            case 4 -> target.putInt((int) value);
            default -> target.putLong(value);
        }
    }
}
