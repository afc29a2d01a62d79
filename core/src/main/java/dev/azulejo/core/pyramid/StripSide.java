package dev.azulejo.core.pyramid;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.pyramid.StoredZip.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The data that a strip leaves for the upper levels and the directory.
///
/// @param entries the strip has, in their order
/// @param halved its pixels at half the sides, packed; empty if there is no upper level
public record StripSide(List<Entry> entries, byte[] halved) {
    public StripSide {
        entries = List.copyOf(entries);
    }

    public byte[] toByteArray() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(entries.size());
            for (var entry : entries) {
                out.writeUTF(entry.name());
                out.writeInt(entry.bytes());
                out.writeInt(entry.checksum());
            }
            out.write(halved);
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /// @param encodedBytes length of the entries, with what goes before them
    /// @throws PermanentFailure when it does not tell of so many bytes
    public static StripSide of(byte[] side, long encodedBytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(side))) {
            int count = in.readInt();
            var entries = new ArrayList<Entry>();
            long length = 0;
            for (int i = 0; i < count; i++) {
                var entry = new Entry(in.readUTF(), in.readInt(), in.readInt());
                entries.add(entry);
                length += entry.lengthInZip();
            }
            if (length != encodedBytes) {
                throw new PermanentFailure("tells of %d bytes of tiles, there are %d".formatted(length, encodedBytes));
            }
            return new StripSide(entries, in.readAllBytes());
        } catch (IOException e) {
            throw new PermanentFailure("has no readable directory of tiles", e);
        }
    }
}
