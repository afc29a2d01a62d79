package dev.azulejo.core.deliver;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Stitched.StitchedFile;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import java.util.Optional;

/// A result that is one object, composed of head, strips and trailer.
record ObjectTarget(JobStorage work, Storage target, Result result, ForeignFiles foreignFiles) implements Target {

    @Override
    public StorageUri uri() {
        return result.destination();
    }

    @Override
    public Optional<String> obstacle() {
        return target.stat(uri().key()).flatMap(this::obstacle);
    }

    @Override
    public Optional<String> obstacle(ObjectStat found) {
        var known = Provenance.of(found);
        var ours = Provenance.of(result.job(), result.manifest().source());
        if (known.isEmpty()) {
            return foreignFiles == ForeignFiles.REPLACE
                    ? Optional.empty()
                    : Optional.of("%s exists and was not made by azulejo; move it, or allow it to be overwritten"
                            .formatted(uri()));
        }
        return known.get().source().equals(ours.source())
                ? Optional.empty()
                : Optional.of("%s is already the result of %s, not of %s; choose another name for one of them"
                        .formatted(uri(), known.get().source(), ours.source()));
    }

    @Override
    public Optional<String> claim(StitchedFile file) {
        return Optional.empty();
    }

    @Override
    public boolean publish(StitchedFile file, Precondition precondition) {
        var metadata = Provenance.of(result.job(), result.manifest().source()).metadata();
        return work.compose(parts(result, file), target, uri().key(), metadata, precondition);
    }

    static List<Part> parts(Result result, StitchedFile file) {
        return file.parts().stream()
                .map(part -> new Part(result.stripKey(part), 0, part.bytes()))
                .toList();
    }

    @Override
    public long bytes(ObjectStat shown, StitchedFile file) {
        return shown.bytes();
    }
}
