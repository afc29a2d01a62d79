package dev.azulejo.core.stitch;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.Rendition;
import dev.azulejo.core.job.SealedObject;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.StripEncoder.StripSides.SideReader;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;

/// `strips/{r}/{n}`: some rows of the result as they stand in the file. Its index has what head and trailer need of
/// it, and which encoder made it. Behind the rows the payload may have what the encoder needs at the end.
record StripObject(SealedObject object, StripFacts facts, String encoder) {

    static Optional<StripObject> find(Storage work, Rendition rendition, int strip) {
        return SealedObject.find(
                        work, rendition.stripKey(strip), rendition.manifest().planHash())
                .map(StripObject::of);
    }

    /// @throws PermanentFailure when it is missing, damaged or of another plan
    static StripObject require(Storage work, Rendition rendition, int strip) {
        return of(SealedObject.require(
                work, rendition.stripKey(strip), rendition.manifest().planHash()));
    }

    private static StripObject of(SealedObject object) {
        try (var in = new DataInputStream(new ByteArrayInputStream(object.index()))) {
            long checksum = in.readLong();
            long rawBytes = in.readLong();
            long encodedBytes = in.readLong();
            var encoder = in.readUTF();
            var partBytes = new ArrayList<Integer>();
            while (in.available() > 0) { // all that is left of an array in memory
                partBytes.add(in.readInt());
            }
            var facts = new StripFacts(checksum, rawBytes, encodedBytes, partBytes);
            return new StripObject(object, facts, encoder);
        } catch (IOException e) {
            throw PermanentFailure.damaged(object.key(), "has an unreadable index");
        }
    }

    /// What the encoder left beside the rows, as `use` reads it.
    ///
    /// @throws PermanentFailure naming this object, when `use` throws one
    <T> T side(Storage work, SideReader<T> use) {
        long start = facts.encodedBytes();
        return object.unpacked(work, start, object.payloadBytes() - start, side -> use.read(side, start));
    }

    static void write(
            JobStorage work,
            Rendition rendition,
            int strip,
            EncodedStrip encoded,
            String encoder,
            Precondition precondition) {
        var index = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(index)) {
            out.writeLong(encoded.facts().checksum());
            out.writeLong(encoded.facts().rawBytes());
            out.writeLong(encoded.facts().encodedBytes());
            out.writeUTF(encoder);
            for (int bytes : encoded.facts().partBytes()) {
                out.writeInt(bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory does not fail", e);
        }
        try (var writer = new SealedObject.Writer(
                work, rendition.stripKey(strip), rendition.manifest().planHash())) {
            writer.append(encoded.bytes());
            writer.append(encoded.side());
            writer.seal(index.toByteArray(), precondition);
        }
    }
}
