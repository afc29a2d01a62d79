package dev.azulejo.core.stitch;

import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Stitched;
import dev.azulejo.core.port.StripEncoder.EncodedStrip;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.storage.Precondition;
import java.util.ArrayList;
import java.util.TreeSet;

/// Ends the fan-out over strips: checks that all are done, makes the trailer of the file, which goes after the
/// last strip, and writes `stitched.json`.
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
        StripObject.write(
                objects.work(),
                manifest,
                manifest.strips().count(),
                new EncodedStrip(trailer, new StripFacts(0, 0)),
                encoder.fingerprint(),
                Precondition.NONE);
        bytes.add((long) trailer.length);
        objects.put(new Stitched(
                Stitched.SCHEMA,
                job,
                manifest.planHash(),
                bytes,
                builds.stream().toList()));
    }
}
