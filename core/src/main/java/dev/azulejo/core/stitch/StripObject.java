package dev.azulejo.core.stitch;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.SealedObject;
import dev.azulejo.core.job.record.Stitched.StripPart;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/// `strips/{r}/{n}/{maker}`: some rows of the result as they stand in the file. Its index has the facts for
/// head and trailer, and which encoder made it. After the rows, the payload may have data for the end of
/// the encoding.
record StripObject(SealedObject object, StripFacts facts, String encoder) {
    private static final int MAKER_DIGITS = 16;

    /// Names the maker of a strip: the build that encodes it and the attempt that needs it, so that
    /// dropping the strips of an ended attempt takes none of a later one.
    static String maker(Attempt attempt, String encoder) {
        var name = "%d %s".formatted(attempt.number(), encoder);
        return Hash.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, MAKER_DIGITS);
    }

    /// Finds the strip that `maker` made.
    ///
    /// @throws PermanentFailure when it is there, but damaged or of another plan
    static Optional<StripObject> find(Storage work, Result result, int strip, String maker) {
        return SealedObject.find(
                        work, result.stripKey(strip, maker), result.manifest().planHash())
                .map(StripObject::of);
    }

    /// Reads the strip that `maker` made, which must be there.
    ///
    /// @throws PermanentFailure when it is missing, damaged or of another plan
    static StripObject require(Storage work, Result result, int strip, String maker) {
        return of(SealedObject.require(
                work, result.stripKey(strip, maker), result.manifest().planHash()));
    }

    /// Whether any build has made the strip, for any attempt.
    static boolean isMade(Storage work, Result result, int strip) {
        try (var made = work.list(JobKeys.strips(result.job(), result.number(), strip))) {
            return made.findAny().isPresent();
        }
    }

    /// The strip as `stitched.json` names it.
    StripPart part(int strip, String maker) {
        return new StripPart(strip, maker, facts.encodedBytes());
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

    /// Reads the data that the encoder left beside the rows.
    ///
    /// @throws PermanentFailure naming this object, when `use` throws one
    <T> T side(Storage work, SideReader<T> use) {
        long start = facts.encodedBytes();
        return object.unpacked(work, start, object.payloadBytes() - start, side -> use.read(side, start));
    }

    /// Writes the strip unless it is there: equal makers make equal bytes.
    static void write(JobStorage work, Result result, int strip, EncodedStrip encoded, String encoder, String maker) {
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
                work, result.stripKey(strip, maker), result.manifest().planHash())) {
            writer.append(encoded.bytes());
            writer.append(encoded.side());
            writer.seal(index.toByteArray(), Precondition.ABSENT);
        }
    }
}
