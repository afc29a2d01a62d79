package dev.azulejo.core.stitch;

import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Stitched;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.storage.Precondition;
import java.util.ArrayList;
import java.util.TreeSet;

/// Ends the fan-out over strips: checks that all are done, makes what goes before the first of them and after
/// the last, and writes `stitched.json`.
public final class StitchClose {
    private final JobObjects objects;
    private final JobEnding ending;
    private final StripEncoders encoders;

    public StitchClose(JobObjects objects, StripEncoders encoders) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.encoders = encoders;
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure naming the first strip that is missing or damaged
    public void run(JobId job) {
        if (ending.isDecided(job)) {
            return;
        }
        var manifest = objects.manifest(job);
        var facts = new ArrayList<StripFacts>();
        var bytes = new ArrayList<Long>();
        var builds = new TreeSet<String>();
        for (int strip = 0; strip < manifest.strips().count(); strip++) {
            var object = StripObject.require(objects.work(), manifest, strip);
            facts.add(object.facts());
            bytes.add(object.payloadBytes());
            builds.add(object.encoder());
        }
        var encoder = encoders.forFormat(manifest.output().format());
        var trailer = encoder.trailer(manifest, facts);
        write(manifest, manifest.strips().count(), trailer, encoder);
        bytes.add((long) trailer.length);
        var head = encoder.head(manifest, facts);
        if (head.length > 0) {
            write(manifest, manifest.strips().count() + 1, head, encoder);
        }
        objects.put(new Stitched(
                Stitched.SCHEMA,
                job,
                manifest.planHash(),
                bytes,
                head.length,
                builds.stream().toList()));
    }

    private void write(Manifest manifest, int number, byte[] bytes, StripEncoder encoder) {
        var build = encoder.fingerprint(manifest);
        var encoded = EncodedStrip.of(bytes, 0, 0);
        StripObject.write(objects.work(), manifest, number, encoded, build, Precondition.NONE);
    }
}
