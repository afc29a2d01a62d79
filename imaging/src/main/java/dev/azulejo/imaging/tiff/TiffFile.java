package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.ifd.TiffDirectory;
import dev.azulejo.imaging.ifd.TiffEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The directories of a TIFF or BigTIFF file, which tell more than libvips does: which pages are images
/// of their own, what a fourth band means, and what EXIF says. (TIFF 6.0; BigTIFF as in libtiff's
/// specification)
public final class TiffFile {
    private static final int MAX_DIRECTORIES = 10_000;
    private static final int MAX_ENTRIES = 4_096;
    private static final int BIG = 43;

    private final SpooledFile file;
    private final ByteOrder order;
    private final boolean big;
    private final List<TiffDirectory> directories = new ArrayList<>();
    private boolean cutOff;

    /// Reads the directories, as far as they are there.
    public TiffFile(SpooledFile file) {
        this.file = file;
        var start = file.read(0, 4, ByteOrder.BIG_ENDIAN);
        order = start.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        big = start.order(order).getShort(2) == BIG;
        readDirectories();
    }

    private void readDirectories() {
        var seen = new HashSet<Long>();
        long offset = big ? offset(8) : offset(4);
        while (offset != 0 && directories.size() < MAX_DIRECTORIES && seen.add(offset)) {
            var directory = directory(offset);
            if (directory.isEmpty()) {
                cutOff = true;
                return;
            }
            directories.add(directory.get());
            offset = directory.get().next();
        }
    }

    private long offset(long at) {
        if (!file.has(at, big ? 8 : 4)) {
            cutOff = true;
            return 0;
        }
        var bytes = file.read(at, big ? 8 : 4, order);
        return big ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
    }

    /// The directory that lies there, unless that is outside the file.
    public Optional<TiffDirectory> directory(long offset) {
        int countLength = big ? 8 : 2;
        int entryLength = big ? 20 : 12;
        if (!file.has(offset, countLength)) {
            return Optional.empty();
        }
        var countBytes = file.read(offset, countLength, order);
        long count = big ? countBytes.getLong() : countBytes.getShort() & 0xffff;
        long end = offset + countLength + count * entryLength;
        if (count < 0 || count > MAX_ENTRIES || !file.has(end, 0)) {
            return Optional.empty();
        }
        var entries = new TreeMap<Integer, TiffEntry>();
        var bytes = file.read(offset + countLength, (int) count * entryLength, order);
        while (bytes.hasRemaining()) {
            long at = offset + countLength + bytes.position();
            entry(bytes, at).ifPresent(entry -> entries.putIfAbsent(entry.tag(), entry));
        }
        long next = file.has(end, big ? 8 : 4) ? offset(end) : 0;
        return Optional.of(new TiffDirectory(file, order, entries, next));
    }

    private Optional<TiffEntry> entry(ByteBuffer bytes, long at) {
        int tag = bytes.getShort() & 0xffff;
        int type = bytes.getShort() & 0xffff;
        long count = big ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
        long value = big ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
        int room = big ? 8 : 4;
        int valueLength = TiffEntry.lengthOf(type);
        if (valueLength == 0 || count < 0 || count > Integer.MAX_VALUE / 8) {
            return Optional.empty();
        }
        boolean inside = count * valueLength <= room;
        var entry = new TiffEntry(tag, type, count, inside ? at + (big ? 12 : 8) : value);
        return file.has(entry.offset(), entry.length()) ? Optional.of(entry) : Optional.empty();
    }

    /// Whether a part of the file that one of its directories states is not there.
    public boolean isCutOff() {
        return cutOff || directories.isEmpty();
    }

    public ByteOrder order() {
        return order;
    }

    /// Numbers, from 0 on, of the directories that hold images of their own: the pages. A file of smaller
    /// versions alone has those as pages.
    public List<Integer> pages() {
        var pages = new ArrayList<Integer>();
        for (int i = 0; i < directories.size(); i++) {
            if (!directories.get(i).isSecondary()) {
                pages.add(i);
            }
        }
        return pages.isEmpty() ? List.of(0) : pages;
    }

    public TiffDirectory get(int number) {
        return directories.get(number);
    }

    /// @throws UnreadableImage when the file is cut off, or no picture yet
    public void check() throws UnreadableImage {
        if (isCutOff()) {
            throw new UnreadableImage(
                    Reason.UNREADABLE, "is a TIFF that is cut off in its header; copy or download it again", null);
        }
        for (var directory : directories) {
            if (isRaw(directory)) {
                throw new UnreadableImage(
                        Reason.UNSUPPORTED_FORMAT,
                        "is a raw photo of a camera, not a picture yet; develop it and give the TIFF or JPEG",
                        null);
            }
        }
    }

    private boolean isRaw(TiffDirectory directory) {
        if (directory.has(TiffDirectory.DNG_VERSION) || isSensor(directory)) {
            return true;
        }
        for (long offset : directory.numbers(TiffDirectory.SUB_IFDS)) {
            if (directory(offset).filter(TiffFile::isSensor).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSensor(TiffDirectory directory) {
        long photometric = directory.number(TiffDirectory.PHOTOMETRIC, 0);
        return photometric == 32_803 || photometric == 34_892; // CFA, LinearRaw (DNG specification)
    }
}
