package dev.azulejo.core.stitch;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Stitched;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.StripEncoder.StripSides;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.util.ArrayList;
import java.util.List;
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
        var strips = new ArrayList<StripObject>();
        for (int strip = 0; strip < manifest.strips().count(); strip++) {
            strips.add(StripObject.require(objects.work(), manifest, strip));
        }
        var encoder = encoders.forFormat(manifest.output().format());
        var facts = new ArrayList<>(strips.stream().map(StripObject::facts).toList());
        encoder.addMore(manifest, new Sides(objects.work(), strips), more -> {
            write(manifest, facts.size(), more, encoder);
            facts.add(more.facts());
        });
        var trailer = EncodedStrip.of(encoder.trailer(manifest, facts), 0, 0);
        write(manifest, facts.size(), trailer, encoder);
        var head = EncodedStrip.of(encoder.head(manifest, facts), 0, 0);
        if (head.bytes().length > 0) {
            write(manifest, facts.size() + 1, head, encoder);
        }
        objects.put(new Stitched(
                Stitched.SCHEMA,
                job,
                manifest.planHash(),
                Stream.concat(facts.stream(), Stream.of(trailer.facts()))
                        .map(StripFacts::encodedBytes)
                        .toList(),
                head.bytes().length,
                strips.stream().map(StripObject::encoder).distinct().sorted().toList()));
    }

    private record Sides(Storage work, List<StripObject> strips) implements StripSides {
        @Override
        public <T> T read(int strip, SideReader<T> use) {
            return strips.get(strip).side(work, use);
        }
    }

    private void write(Manifest manifest, int number, EncodedStrip encoded, StripEncoder encoder) {
        var build = encoder.fingerprint(manifest);
        StripObject.write(objects.work(), manifest, number, encoded, build, Precondition.NONE);
    }
}
