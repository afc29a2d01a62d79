package dev.azulejo.core.stitch;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Stitched;
import dev.azulejo.core.job.record.Stitched.StitchedFile;
import dev.azulejo.core.job.record.Stitched.StripPart;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.StripEncoder.StripSides;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Ends the fan-out over strips: checks that all are done, makes the parts of the file that need all of
/// them, and writes `stitched.json`.
public final class StitchClose {
    private final JobObjects objects;
    private final StripEncoders encoders;
    private final StitchStage stitch;

    /// @param stitch makes strips of another build anew, as builds never mix in a file
    public StitchClose(JobObjects objects, StripEncoders encoders, StitchStage stitch) {
        this.objects = objects;
        this.encoders = encoders;
        this.stitch = stitch;
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure naming the first strip that is missing or damaged
    public void run(Attempt attempt) {
        var manifest = objects.manifest(attempt);
        var files = manifest.results().stream()
                .map(result -> close(attempt, result))
                .toList();
        objects.put(attempt, new Stitched(Stitched.SCHEMA, attempt.job(), manifest.planHash(), files));
    }

    private StitchedFile close(Attempt attempt, Result result) {
        var encoder = encoders.forFormat(result.encoding().format());
        var build = encoder.fingerprint(result);
        var maker = StripObject.maker(attempt, build);
        var strips = IntStream.range(0, result.strips().count())
                .mapToObj(strip -> strip(attempt, result, strip, maker))
                .toList();
        var parts = new ArrayList<>(IntStream.range(0, strips.size())
                .mapToObj(strip -> strips.get(strip).part(strip, maker))
                .toList());
        var facts = new ArrayList<>(strips.stream().map(StripObject::facts).toList());
        // Another engine may have made the tiles of some strips anew, after damage: then this is not what it was.
        var all = facts.stream().map(StripFacts::text).collect(Collectors.joining("\n"));
        var together = StripObject.maker(attempt, build + all);
        encoder.addMore(result, new Sides(objects.work(), strips), more -> {
            parts.add(write(result, parts.size(), more, build, together));
            facts.add(more.facts());
        });
        var trailer = EncodedStrip.of(encoder.trailer(result, facts), 0, 0);
        parts.add(write(result, parts.size(), trailer, build, together));
        var head = EncodedStrip.of(encoder.head(result, facts), 0, 0);
        if (head.bytes().length > 0) {
            parts.addFirst(write(result, parts.size(), head, build, together));
        }
        return new StitchedFile(parts, List.of(build));
    }

    private StripObject strip(Attempt attempt, Result result, int strip, String maker) {
        var work = objects.work();
        var found = StripObject.find(work, result, strip, maker);
        if (found.isPresent()) {
            return found.get();
        }
        if (StripObject.isMade(work, result, strip)) { // by another build, while this one was deployed
            stitch.run(attempt, result, objects.shards(attempt.job()).shards(), strip);
        }
        return StripObject.require(work, result, strip, maker);
    }

    private StripPart write(Result result, int number, EncodedStrip encoded, String build, String maker) {
        StripObject.write(objects.work(), result, number, encoded, build, maker);
        return new StripPart(number, maker, encoded.facts().encodedBytes());
    }

    private record Sides(Storage work, List<StripObject> strips) implements StripSides {
        @Override
        public <T> T read(int strip, SideReader<T> use) {
            return strips.get(strip).side(work, use);
        }
    }
}
