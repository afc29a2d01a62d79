package dev.azulejo.core.stitch;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Rendition;
import dev.azulejo.core.job.Stitched;
import dev.azulejo.core.job.Stitched.StitchedFile;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.StripEncoder.StripSides;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ends the fan-out over strips: checks that all are done, makes what is made of all of them together, what
/// goes before the first and after the last, and writes `stitched.json`.
public final class StitchClose {
    private final JobObjects objects;
    private final StripEncoders encoders;

    public StitchClose(JobObjects objects, StripEncoders encoders) {
        this.objects = objects;
        this.encoders = encoders;
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure naming the first strip that is missing or damaged
    public void run(JobId job) {
        var manifest = objects.manifest(job);
        var files = manifest.renditions().stream().map(this::close).toList();
        objects.put(new Stitched(Stitched.SCHEMA, job, manifest.planHash(), files));
    }

    private StitchedFile close(Rendition rendition) {
        var strips = IntStream.range(0, rendition.strips().count())
                .mapToObj(strip -> StripObject.require(objects.work(), rendition, strip))
                .toList();
        var encoder = encoders.forFormat(rendition.output().format());
        var facts = new ArrayList<>(strips.stream().map(StripObject::facts).toList());
        encoder.addMore(rendition, new Sides(objects.work(), strips), more -> {
            write(rendition, facts.size(), more, encoder);
            facts.add(more.facts());
        });
        var trailer = EncodedStrip.of(encoder.trailer(rendition, facts), 0, 0);
        write(rendition, facts.size(), trailer, encoder);
        var head = EncodedStrip.of(encoder.head(rendition, facts), 0, 0);
        if (head.bytes().length > 0) {
            write(rendition, facts.size() + 1, head, encoder);
        }
        return new StitchedFile(
                Stream.concat(facts.stream(), Stream.of(trailer.facts()))
                        .map(StripFacts::encodedBytes)
                        .toList(),
                head.bytes().length,
                strips.stream().map(StripObject::encoder).distinct().sorted().toList());
    }

    private record Sides(Storage work, List<StripObject> strips) implements StripSides {
        @Override
        public <T> T read(int strip, SideReader<T> use) {
            return strips.get(strip).side(work, use);
        }
    }

    private void write(Rendition rendition, int number, EncodedStrip encoded, StripEncoder encoder) {
        var build = encoder.fingerprint(rendition);
        StripObject.write(objects.work(), rendition, number, encoded, build, Precondition.NONE);
    }
}
