package dev.azulejo.core.pyramid;

import dev.azulejo.core.pyramid.StoredZip.Entry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Collects files of a pyramid as entries of a zip archive, in memory: a piece of it. For one thread.
public final class TileEntries {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Entry> entries = new ArrayList<>();

    public void add(String name, byte[] content) {
        var entry = Entry.of(name, content);
        bytes.writeBytes(StoredZip.header(entry));
        bytes.writeBytes(content);
        entries.add(entry);
    }

    public int length() {
        return bytes.size();
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }
}
