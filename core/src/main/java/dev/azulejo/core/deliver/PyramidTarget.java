package dev.azulejo.core.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Stitched.StitchedFile;
import dev.azulejo.core.job.record.Stitched.StripPart;
import dev.azulejo.core.pyramid.PyramidPlace;
import dev.azulejo.core.pyramid.StoredFiles;
import dev.azulejo.core.pyramid.TileNames;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.util.Map;
import java.util.Optional;

/// A pyramid of many files at its destination. It appears when its index does, which is written last.
/// Before the first tile, one job claims the place with the file that says where the image comes from, so
/// tiles of two jobs, or of two versions of a source, never mix, even if both were killed half-way.
///
/// Only the same job ever replaces what is there: a viewer that has a pyramid open would mix its
/// old tiles with new ones. For one thread.
final class PyramidTarget implements Target {
    private final Storage work;
    private final Storage target;
    private final Result result;
    private final ForeignFiles foreignFiles;
    private final TileNames names;
    private final PyramidPlace place;
    private final Provenance ours;

    PyramidTarget(Storage work, Storage target, Result result, ForeignFiles foreignFiles) {
        this.work = work;
        this.target = target;
        this.result = result;
        this.foreignFiles = foreignFiles;
        names = TileNames.of(result);
        place = PyramidPlace.of(result.encoding().format(), result.destination());
        ours = Provenance.of(result.job(), result.manifest().source());
    }

    @Override
    public StorageUri uri() {
        return uri(place.index());
    }

    @Override
    public Optional<String> obstacle() {
        return target.stat(place.index()).map(this::obstacle).orElseGet(this::obstacleOfTiles);
    }

    /// Says why no tiles may be put beside the index that lies there.
    @Override
    public Optional<String> obstacle(ObjectStat index) {
        var shown = Provenance.of(index);
        if (shown.isEmpty()) {
            return Optional.of("%s exists and was not made by azulejo; move it and %s, or choose another name"
                    .formatted(uri(place.index()), uri(place.tiles())));
        }
        if (!shown.get().source().equals(ours.source())) {
            return Optional.of("%s is already the result of %s, not of %s; choose another name for one of them"
                    .formatted(uri(place.index()), shown.get().source(), ours.source()));
        }
        return shown.get().job().equals(ours.job())
                ? Optional.empty()
                : Optional.of(
                        "%s is there, made by job %s, and pyramids are not replaced; remove it and %s, or choose another name"
                                .formatted(uri(place.index()), shown.get().job(), uri(place.tiles())));
    }

    /// Says why no tiles may be put there although there is no index.
    private Optional<String> obstacleOfTiles() {
        var claim = target.stat(claimKey());
        if (claim.isPresent()) {
            return obstacleOfClaim(claim.get());
        }
        if (foreignFiles == ForeignFiles.REPLACE) {
            return Optional.empty();
        }
        try (var there = target.list(place.tiles() + "/")) {
            return there.findAny()
                    .map(file -> "%s exists and was not made by azulejo; move %s, or choose another name"
                            .formatted(uri(file.key()), uri(place.tiles())));
        }
    }

    private Optional<String> obstacleOfClaim(ObjectStat claim) {
        var claimant = Provenance.of(claim).map(Provenance::job).orElse("(unknown)");
        return claimant.equals(ours.job())
                ? Optional.empty()
                : Optional.of("%s has tiles of job %s, which did not end; remove it, or choose another name"
                        .formatted(uri(place.tiles()), claimant));
    }

    /// Claims the place for this job, unless another job has it.
    @Override
    public Optional<String> claim(StitchedFile file) {
        var first = file.parts().getFirst();
        byte[] metadata = files(first).first();
        if (target.write(claimKey(), metadata, ours.metadata(), Precondition.ABSENT)) {
            return Optional.empty();
        }
        return target.stat(claimKey()).flatMap(this::obstacleOfClaim);
    }

    /// Writes all tiles, then the index. The place must have been claimed by this job.
    @Override
    public boolean publish(StitchedFile file, Precondition precondition) {
        try (var writers = new TileWriters()) {
            for (var part : file.parts()) {
                files(part).forEach((name, bytes) -> {
                    if (!name.equals(names.index()) && !name.equals(names.metadata())) {
                        writers.run(() -> target.write(place.folder() + name, bytes, Map.of(), Precondition.NONE));
                    }
                });
            }
            writers.finish();
        }
        byte[] index = names.indexText().getBytes(UTF_8);
        return target.write(place.index(), index, ours.metadata(), precondition);
    }

    @Override
    public long bytes(ObjectStat shown, StitchedFile file) {
        return file.bytes();
    }

    private StoredFiles files(StripPart part) {
        return new StoredFiles(work, result.stripKey(part), part.bytes());
    }

    private String claimKey() {
        return place.folder() + names.metadata();
    }

    private StorageUri uri(String key) {
        return new StorageUri(result.destination().place(), key);
    }
}
