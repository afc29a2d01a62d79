package dev.azulejo.storage.drives;

import dev.azulejo.storage.Keys;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The files of a drive in the order of keys, folder by folder, so that no more is held than the folders on the way to
/// one file.
final class DriveListing implements Iterator<DriveFile> {
    /// A folder comes where its files do: as if its name ended in a slash.
    private static final Comparator<DriveEntry> ORDER = Comparator.comparing(DriveListing::sorted, Keys.ORDER);

    private final DriveService service;
    private final String prefix;
    private final Deque<Iterator<DriveEntry>> open = new ArrayDeque<>();
    private @Nullable DriveFile next;

    private DriveListing(DriveService service, String prefix) {
        this.service = service;
        this.prefix = prefix;
        enter(prefix.substring(0, Math.max(prefix.lastIndexOf('/'), 0)));
    }

    static Stream<DriveFile> of(DriveService service, String prefix) {
        var files = new DriveListing(service, prefix);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(files, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private static String sorted(DriveEntry entry) {
        return switch (entry) {
            case DriveFile file -> file.path();
            case DriveFolder folder -> folder.path() + "/";
        };
    }

    private void enter(String folder) {
        open.push(service.children(folder).stream()
                .filter(this::mayCount)
                .sorted(ORDER)
                .toList()
                .iterator());
    }

    private boolean mayCount(DriveEntry entry) {
        var path = sorted(entry);
        return path.startsWith(prefix) || (entry instanceof DriveFolder && prefix.startsWith(path));
    }

    @Override
    public boolean hasNext() {
        while (next == null && !open.isEmpty()) {
            var entries = open.peek();
            if (!entries.hasNext()) {
                open.pop();
                continue;
            }
            switch (entries.next()) {
                case DriveFile file -> next = file;
                case DriveFolder folder -> enter(folder.path());
            }
        }
        return next != null;
    }

    @Override
    public DriveFile next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("all files were listed");
        }
        var file = next;
        next = null;
        return file;
    }
}
