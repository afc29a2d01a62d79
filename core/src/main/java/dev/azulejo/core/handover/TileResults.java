package dev.azulejo.core.handover;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.SealedObject;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// `tiles/{shard}`: the enhanced pixels of a shard's tiles, each packed by itself, row by row of the
/// shard's grid, so any run of neighbours is one range read. Its index says where each tile starts and
/// which engine made them.
///
/// @param starts where each tile's bytes start in the payload; one more entry for the end
/// @param interpolated of the input pixels under the interiors, how many were interpolated, as a model had lost its
///     way there
public record TileResults(
        SealedObject object, Shard shard, long[] starts, String fingerprint, List<String> warnings, long interpolated) {
    /// The fingerprint of results of a chain without a model.
    private static final String NO_ENGINE = "no model";

    /// Finds the results of a shard, if they are there.
    ///
    /// @throws PermanentFailure when they are there, but damaged or of another plan
    public static Optional<TileResults> find(Storage work, Manifest manifest, Shard shard) {
        return SealedObject.find(work, JobKeys.tiles(shard.job(), shard.id()), manifest.planHash())
                .map(object -> of(object, shard));
    }

    /// Reads the results of a shard, which must be there.
    ///
    /// @throws PermanentFailure when they are missing, damaged or of another plan
    public static TileResults require(Storage work, Manifest manifest, Shard shard) {
        return of(SealedObject.require(work, JobKeys.tiles(shard.job(), shard.id()), manifest.planHash()), shard);
    }

    private static TileResults of(SealedObject object, Shard shard) {
        try (var in = new DataInputStream(new ByteArrayInputStream(object.index()))) {
            var starts = new long[in.readInt() + 1];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = in.readLong();
            }
            var fingerprint = in.readUTF();
            var warnings = new ArrayList<String>();
            for (int left = in.readInt(); left > 0; left--) {
                warnings.add(in.readUTF());
            }
            long interpolated = in.readLong();
            if (starts.length != shard.tileCount() + 1 || starts[starts.length - 1] != object.payloadBytes()) {
                throw PermanentFailure.damaged(object.key(), "has an index of other tiles");
            }
            return new TileResults(object, shard, starts, fingerprint, List.copyOf(warnings), interpolated);
        } catch (IOException e) {
            throw PermanentFailure.damaged(object.key(), "has an unreadable index");
        }
    }

    /// Writes a shard's own pixels as its results, for a chain without a model, unless they are there. A
    /// damaged object is written anew.
    ///
    /// @param source under `shard.sourceRect(manifest.grid())`
    public static void keep(JobStorage work, Manifest manifest, Shard shard, PixelBlock source, BlockCodec blocks) {
        if (isThere(work, manifest, shard)) {
            return;
        }
        var sourceRect = shard.sourceRect(manifest.grid());
        try (var results = new Writer(work, manifest, shard, blocks)) {
            for (var tile : shard.tiles(manifest.grid())) {
                results.append(results.pack(tile, source.crop(tile.kept().relativeTo(sourceRect))));
            }
            results.seal(NO_ENGINE, List.of(), 0, Precondition.NONE);
        }
    }

    private static boolean isThere(Storage work, Manifest manifest, Shard shard) {
        try {
            return find(work, manifest, shard).isPresent();
        } catch (PermanentFailure damaged) {
            return false;
        }
    }

    /// Takes rows of a tile's result.
    @FunctionalInterface
    public interface RowsTarget {
        /// @param rowsRect of the enlarged image, which `rows` lie under
        void accept(Tile tile, Rect rowsRect, PixelBlock rows);
    }

    /// Gives `target` the rows that lie under `enlargedRect`, and few others, of the shard's tiles in one
    /// row of the grid, by one range read. Tiles are unpacked one after another, as a row of a large image
    /// is long.
    public void forEach(
            Storage work, Manifest manifest, int row, Rect enlargedRect, BlockCodec blocks, RowsTarget target) {
        int first = shard.indexOf(shard.firstColumn(), row);
        int end = first + shard.columns();
        object.unpacked(work, starts[first], starts[end] - starts[first], packed -> {
            for (int i = first; i < end; i++) {
                int from = Math.toIntExact(starts[i] - starts[first]);
                int to = Math.toIntExact(starts[i + 1] - starts[first]);
                var tile = manifest.grid().tile(shard.firstColumn() + i - first, row);
                var keptRect = tile.kept().times(manifest.scale());
                if (keptRect.intersects(enlargedRect)) {
                    var wanted = keptRect.intersection(enlargedRect).relativeTo(keptRect);
                    var rows = blocks.unpack(
                            Arrays.copyOfRange(packed, from, to),
                            new Size(keptRect.width(), keptRect.height()),
                            manifest.pixels(),
                            wanted.top(),
                            wanted.bottom());
                    int top = keptRect.top() + rows.first();
                    target.accept(
                            tile,
                            new Rect(
                                    keptRect.left(),
                                    top,
                                    keptRect.width(),
                                    rows.pixels().height()),
                            rows.pixels());
                }
            }
            return packed;
        });
    }

    /// Writes the results of a shard, tile by tile in the order of [Shard#tiles]. For one thread.
    public static final class Writer implements AutoCloseable {
        private final SealedObject.Writer object;
        private final BlockCodec blocks;
        private final int scale;
        private final List<Long> starts = new ArrayList<>();
        private long end;

        public Writer(JobStorage work, Manifest manifest, Shard shard, BlockCodec blocks) {
            this.object = new SealedObject.Writer(work, JobKeys.tiles(shard.job(), shard.id()), manifest.planHash());
            this.blocks = blocks;
            this.scale = manifest.scale();
        }

        public void append(byte[] packedTile) {
            starts.add(object.append(packedTile));
            end += packedTile.length;
        }

        public byte[] pack(Tile tile, PixelBlock result) {
            var expected = tile.kept().times(scale);
            if (result.width() != expected.width() || result.height() != expected.height()) {
                throw new PermanentFailure("came back as %dx%d, expected %dx%d"
                        .formatted(result.width(), result.height(), expected.width(), expected.height()));
            }
            return blocks.pack(result);
        }

        /// Makes the results appear, unless another process was first: stitch may already be reading its
        /// results.
        ///
        /// @param interpolated of the interiors' input pixels, how many no model was believed about
        public void seal(String fingerprint, Collection<String> warnings, long interpolated) {
            seal(fingerprint, warnings, interpolated, Precondition.ABSENT);
        }

        private void seal(
                String fingerprint, Collection<String> warnings, long interpolated, Precondition precondition) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                out.writeInt(starts.size());
                for (long start : starts) {
                    out.writeLong(start);
                }
                out.writeLong(end);
                out.writeUTF(fingerprint);
                out.writeInt(warnings.size());
                for (var warning : warnings) {
                    out.writeUTF(warning);
                }
                out.writeLong(interpolated);
            } catch (IOException e) {
                throw new IllegalStateException("an array in memory does not fail", e);
            }
            object.seal(bytes.toByteArray(), precondition);
        }

        @Override
        public void close() {
            object.close();
        }
    }
}
