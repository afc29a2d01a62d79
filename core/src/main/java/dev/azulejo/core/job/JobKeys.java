package dev.azulejo.core.job;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The keys of all objects in the work place. Nobody else builds or parses one.
///
/// ```
/// jobs/{id}/request.json      jobs/{id}/inferred.json     jobs/{id}/decision.json
/// jobs/{id}/shards.json       jobs/{id}/strips/{r}/{n}    jobs/{id}/outcome.json
/// jobs/{id}/source/{shard}    jobs/{id}/stitched.json     jobs/{id}/attempts/{n}.{name}
/// jobs/{id}/manifest.json     jobs/{id}/tiles/{shard}     jobs/{id}/{machine}.claim
/// intake/{hash}.json          jobs/{id}/inflight/{shard}  jobs/{id}/sample
///                             jobs/{id}/metadata
/// jobs/{id}/finished/{shard}/{tile}
/// ```
public final class JobKeys {
    public static final String JOBS = "jobs/";

    /// What a worker in the cloud writes into a job's folder: results, its markers, and the end of a job whose
    /// shard cannot be done. `*` stands for a number.
    public static final List<String> WRITTEN_BY_WORKERS =
            List.of("decision.json", "inflight/*", "outcome.json", "tiles/*");

    private static final Pattern JOB_OF_KEY = Pattern.compile("jobs/([0-9a-f]{24})/.+");
    private static final Pattern ATTEMPT_KEY = Pattern.compile("jobs/[0-9a-f]{24}/attempts/([0-9]{1,9})[.].+");

    private JobKeys() {}

    public static String folder(JobId job) {
        return JOBS + job.text() + "/";
    }

    public static String request(JobId job) {
        return folder(job) + "request.json";
    }

    public static String shards(JobId job) {
        return folder(job) + "shards.json";
    }

    public static String sources(JobId job) {
        return folder(job) + "source/";
    }

    public static String source(JobId job, int shard) {
        return sources(job) + shard;
    }

    /// What stands for the whole image. Not under `source/`: whoever counts that counts shards.
    public static String sample(JobId job) {
        return folder(job) + "sample";
    }

    public static String manifest(JobId job) {
        return folder(job) + "manifest.json";
    }

    /// What the source's file says beside its pixels, until the job has ended.
    public static String metadata(JobId job) {
        return folder(job) + "metadata";
    }

    public static String tiles(JobId job) {
        return folder(job) + "tiles/";
    }

    public static String tiles(JobId job, int shard) {
        return tiles(job) + shard;
    }

    /// What shards under way have finished, tile by tile.
    public static String finished(JobId job) {
        return folder(job) + "finished/";
    }

    public static String finished(JobId job, int shard) {
        return finished(job) + shard + "/";
    }

    public static String finished(JobId job, int shard, int tile) {
        return finished(job, shard) + tile;
    }

    /// How often a worker has started on the shard since one ended with it: there while one is at work, or
    /// after it died.
    public static String inflight(JobId job, int shard) {
        return folder(job) + "inflight/" + shard;
    }

    public static String inferred(JobId job) {
        return folder(job) + "inferred.json";
    }

    public static String strips(JobId job) {
        return folder(job) + "strips/";
    }

    /// The strip number `strip` of the result number `result`; the one after the last holds the file's trailer.
    public static String strip(JobId job, int result, int strip) {
        return strips(job) + result + "/" + strip;
    }

    public static String stitched(JobId job) {
        return folder(job) + "stitched.json";
    }

    public static String decision(JobId job) {
        return folder(job) + "decision.json";
    }

    public static String outcome(JobId job) {
        return folder(job) + "outcome.json";
    }

    /// Which execution of the state machine `machine` works on the job.
    public static String claim(JobId job, String machine) {
        return folder(job) + machine + ".claim";
    }

    /// What intake made of a source or an event, and so decided for all repeats (see [Intake]).
    public static String intake(CanonicalText.Hash name) {
        return "intake/" + name.hex() + ".json";
    }

    public static String attempts(JobId job) {
        return folder(job) + "attempts/";
    }

    /// Where a redrive keeps what the object `name` said in an earlier attempt.
    public static String attempt(JobId job, int attempt, String name) {
        return attempts(job) + attempt + "." + name;
    }

    /// The number of the attempt whose object this is; none of what a file manager left there.
    public static OptionalInt attemptOf(String attemptKey) {
        var matcher = ATTEMPT_KEY.matcher(attemptKey);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /// The job in whose folder `key` lies.
    public static Optional<JobId> jobOf(String key) {
        var matcher = JOB_OF_KEY.matcher(key);
        return matcher.matches() ? Optional.of(new JobId(matcher.group(1))) : Optional.empty();
    }
}
