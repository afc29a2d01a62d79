package dev.azulejo.events;

import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.FailureReport;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Inferred;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.record.ShardTask;
import dev.azulejo.core.job.record.Start;
import dev.azulejo.core.job.record.Stitched;
import dev.azulejo.core.job.request.JobRequest;
import java.util.Arrays;

/// The JSON objects of a job, in the order in which they appear: what intake fixed, those of its folder, the message
/// that hands a shard to a worker, and the failure report in the outbox. Each has a schema and samples among this
/// module's resources.
public enum JobObject {
    INTAKE("intake", Intake.class, Intake.SCHEMA),
    REQUEST("request", JobRequest.class, JobRequest.SCHEMA),
    START("start", Start.class, Start.SCHEMA),
    SHARDS("shards", Shard.class, Shard.SCHEMA),
    MANIFEST("manifest", Manifest.class, Manifest.SCHEMA),
    TASK("task", ShardTask.class, ShardTask.SCHEMA),
    INFERRED("inferred", Inferred.class, Inferred.SCHEMA),
    STITCHED("stitched", Stitched.class, Stitched.SCHEMA),
    DECISION("decision", Decision.class, Decision.SCHEMA),
    OUTCOME("outcome", Outcome.class, Outcome.SCHEMA),
    ERROR("error", FailureReport.class, FailureReport.SCHEMA);

    private final String text;
    private final Class<?> type;
    private final int newestSchema;

    JobObject(String text, Class<?> type, int newestSchema) {
        this.text = text;
        this.type = type;
        this.newestSchema = newestSchema;
    }

    /// The object that holds records of `type`, or arrays of them.
    ///
    /// @throws IllegalArgumentException when no job object does
    static JobObject holding(Class<?> type) {
        var item = type.isArray() ? type.getComponentType() : type;
        return Arrays.stream(values())
                .filter(object -> object.type.isAssignableFrom(item))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job object holds " + type.getTypeName()));
    }

    public String fileName() {
        return text + ".json";
    }

    /// The JSON Schema, as a resource of this class.
    public String schemaResource() {
        return "schema/" + text + ".schema.json";
    }

    /// The record's type; that of an item if the object is an array.
    Class<?> type() {
        return type;
    }

    boolean reads(int schema) {
        return schema >= 1 && schema <= newestSchema;
    }

    /// The highest `schema` number that this build understands.
    int newestSchema() {
        return newestSchema;
    }
}
