package dev.azulejo.functions.route;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.intake.Route;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.FailureReport;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageUri;
import java.util.Optional;

/// Makes the reports that deliver would make about the same obstacle.
public final class ObstacleReports implements Returns.Obstacle {
    private final JobObjects objects;
    private final JobCodec codec;

    public ObstacleReports(JobObjects objects, JobCodec codec) {
        this.objects = objects;
        this.codec = codec;
    }

    @Override
    public Optional<byte[]> report(Route route, String key, ObjectStat result) {
        return Provenance.of(result)
                .flatMap(provenance -> JobId.parse(provenance.job()))
                .flatMap(objects::readableRequest)
                .map(request -> new FailureReport(
                        FailureReport.SCHEMA,
                        "failed",
                        request.source().uri().key().substring(route.folder().length()),
                        PermanentFailure.class.getSimpleName(),
                        "%s exists and was not made by azulejo".formatted(new StorageUri(route.to(), key)),
                        null,
                        "Move or rename the file that lies there, then put the photograph again.",
                        request.job(),
                        0,
                        request.source(),
                        request.correlation(),
                        null))
                .map(codec::encode);
    }
}
