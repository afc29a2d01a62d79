package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.IfdEntry;
import dev.azulejo.imaging.ifd.IfdReader;
import dev.azulejo.imaging.ifd.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the directories of a TIFF or BigTIFF file, which tell more than libvips does: which pages are
/// separate images, what a fourth band means, and what EXIF states. (TIFF 6.0; BigTIFF as in libtiff's
/// specification)
final class TiffFile {
    private final IfdReader reader;
    private final List<Ifd> directories = new ArrayList<>();
    private boolean lostPages;

    /// Reads the directories, as far as the file has them.
    ///
    /// @throws FileBudget.Spent when there are more than a file may have
    TiffFile(SpooledFile file, FileBudget budget) {
        reader = IfdReader.tiff(file, budget);
        var seen = new HashSet<Long>();
        long offset = reader.place(reader.big() ? 8 : 4).orElse(0L);
        while (offset != 0 && seen.add(offset)) {
            var directory = reader.directory(offset);
            if (directory.isEmpty()) {
                lostPages = true;
                return;
            }
            directories.add(directory.get());
            offset = directory.get().next();
        }
    }

    /// Whether the first directory is missing.
    public boolean isCutOff() {
        return directories.isEmpty();
    }

    /// Whether a directory that another one names as the next is missing.
    boolean hasLostPages() {
        return lostPages;
    }

    IfdReader reader() {
        return reader;
    }

    /// The pages: numbers, from 0 on, of the directories that hold separate images. In a file of only
    /// smaller versions, those are the pages.
    public List<Integer> pages() {
        var pages = new ArrayList<Integer>();
        for (int i = 0; i < directories.size(); i++) {
            if (!directories.get(i).isSecondary()) {
                pages.add(i);
            }
        }
        return pages.isEmpty() ? List.of(0) : pages;
    }

    public Ifd get(int number) {
        return directories.get(number);
    }

    /// @throws UnreadableImage when the file is cut off, or is raw and no picture yet
    public void check() throws UnreadableImage {
        if (isCutOff()) {
            throw new UnreadableImage(
                    Reason.UNREADABLE, "is a TIFF that is cut off in its header; copy or download it again", null);
        }
        var seen = new HashSet<Long>();
        for (var directory : directories) {
            if (isRaw(directory, seen)) {
                throw new UnreadableImage(
                        Reason.UNSUPPORTED_FORMAT,
                        "is a raw photo of a camera, not a picture yet; develop it and give the TIFF or JPEG",
                        null);
            }
        }
    }

    /// @param seen places of directories that were examined already
    private boolean isRaw(Ifd directory, Set<Long> seen) {
        if (directory.has(Tag.DNG_VERSION) || isSensor(directory)) {
            return true;
        }
        reader.budget()
                .draw(
                        Part.DIRECTORIES,
                        directory.entry(Tag.SUB_IFDS).map(IfdEntry::count).orElse(0L));
        for (long offset : directory.numbers(Tag.SUB_IFDS)) {
            if (seen.add(offset)
                    && reader.directory(offset).filter(TiffFile::isSensor).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSensor(Ifd directory) {
        long photometric = directory.number(Tag.PHOTOMETRIC, 0);
        return photometric == 32_803 || photometric == 34_892; // CFA, LinearRaw (DNG specification)
    }
}
