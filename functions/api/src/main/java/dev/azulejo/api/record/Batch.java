package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.azulejo.core.job.key.JobId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// A record of jobs that were requested together.
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

    /// The place in a list: a text that sorts as the batches' times do, the newest first.
    @JsonIgnore
    public String cursor() {
        return TenantObjects.cursor(createdAt, id);
    }

    @JsonIgnore
    public List<JobId> jobIds() {
        return jobs.stream().map(JobId::new).toList();
    }

    @JsonIgnore
    public List<JobId> distinct() {
        return jobIds().stream().distinct().toList();
    }
}
