package dev.azulejo.core.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.azulejo.core.deliver.DeliverStage.ForeignFiles;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Stitched;
import dev.azulejo.core.job.Stitched.StripPart;
import dev.azulejo.core.pyramid.PyramidPlace;
import dev.azulejo.core.pyramid.StoredFiles;
import dev.azulejo.core.pyramid.TileNames;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.util.Map;
import java.util.Optional;

/// A pyramid of many files at its destination. It appears when its index does, which is written last. Before
/// the first tile the file that tells where the image comes from is put there, by one job alone: so tiles of
/// two jobs, or of two versions of a source, never lie among each other, not even where both were killed
/// half-way.
///
/// Nothing that is there is ever replaced, but by the same job: a viewer that has a pyramid open would mix its
/// old tiles with new ones. For one thread.
final class PyramidDelivery {
    private final Storage work;
    private final Storage target;
    private final Manifest manifest;
    private final TileNames names;
    private final PyramidPlace place;
    private final Provenance ours;

    PyramidDelivery(Storage work, Storage target, Manifest manifest) {
        this.work = work;
        this.target = target;
        this.manifest = manifest;
        names = TileNames.of(manifest);
        place = PyramidPlace.of(manifest.output().format(), manifest.destination());
        ours = Provenance.of(manifest);
    }

    /// Why no tiles may be put beside the index that lies there.
    Optional<String> obstacle(ObjectStat index) {
        var its = Provenance.of(index);
        if (its.isEmpty()) {
            return Optional.of("%s exists and was not made by azulejo; move it and %s, or choose another name"
                    .formatted(uri(place.index()), uri(place.tiles())));
        }
        if (!its.get().source().equals(ours.source())) {
            return Optional.of("%s is already the result of %s, not of %s; choose another name for one of them"
                    .formatted(uri(place.index()), its.get().source(), ours.source()));
        }
        return its.get().job().equals(ours.job())
                ? Optional.empty()
                : Optional.of(
                        "%s is there, made by job %s, and pyramids are not replaced; remove it and %s, or choose another name"
                                .formatted(uri(place.index()), its.get().job(), uri(place.tiles())));
    }

    /// Why no tiles may be put there although there is no index.
    Optional<String> obstacle(ForeignFiles foreignFiles) {
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
        var its = Provenance.of(claim).map(Provenance::job).orElse("that nobody knows");
        return its.equals(ours.job())
                ? Optional.empty()
                : Optional.of("%s has tiles of job %s, which did not end; remove it, or choose another name"
                        .formatted(uri(place.tiles()), its));
    }

    /// Makes the place this job's, unless it is another's.
    ///
    /// @return whose it is, as a reason to fail
    /// @throws dev.azulejo.storage.NoSuchObject when the first strip is gone
    Optional<String> claim(Stitched stitched) {
        var first = stitched.parts().getFirst();
        byte[] metadata = files(first).first();
        if (target.write(claimKey(), metadata, ours.metadata(), Precondition.ABSENT)) {
            return Optional.empty();
        }
        return target.stat(claimKey()).flatMap(this::obstacleOfClaim);
    }

    /// Writes all tiles, and when they are there the index. The place must be this job's.
    ///
    /// @return whether the index appeared; `false` when `precondition` did not hold for what lies there
    /// @throws dev.azulejo.storage.NoSuchObject when a strip is gone
    boolean publish(Stitched stitched, Precondition precondition) {
        try (var writers = new TileWriters()) {
            for (var part : stitched.parts()) {
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

    private StoredFiles files(StripPart part) {
        return new StoredFiles(work, JobKeys.strip(manifest.job(), part.number()), part.bytes());
    }

    private String claimKey() {
        return place.folder() + names.metadata();
    }

    private StorageUri uri(String key) {
        return new StorageUri(manifest.destination().place(), key);
    }
}
