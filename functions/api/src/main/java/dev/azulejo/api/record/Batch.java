package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.azulejo.core.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Jobs that were asked for together.
///
/// @param jobs their ids, in the order in which they were asked for; the same may come twice
public record Batch(int schema, String id, Instant createdAt, List<String> jobs) {
    public static final int SCHEMA = 1;

    private static final Pattern ID = Pattern.compile("b[0-9a-f]{24}");

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public Batch {
        jobs = List.copyOf(jobs);
    }

    /// Its place among others: texts that compare as the batches' times do, the newest first.
    @JsonIgnore
    public String cursor() {
        return TenantObjects.cursor(createdAt, id);
    }

    @JsonIgnore
    public List<JobId> jobIds() {
        return jobs.stream().map(JobId::new).toList();
    }

    /// Each once.
    @JsonIgnore
    public List<JobId> distinct() {
        return jobIds().stream().distinct().toList();
    }
}
