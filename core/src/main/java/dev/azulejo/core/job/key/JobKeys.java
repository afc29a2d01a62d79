package dev.azulejo.core.job.key;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.storage.StorageUri;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The keys of all objects in the work place. No other class builds one; [JobPiece] tells kinds of objects apart.
///
/// ```
/// jobs/{id}/request.json            jobs/{id}/attempts/{a}/start.json
/// jobs/{id}/shards.json             jobs/{id}/attempts/{a}/manifest.json
/// jobs/{id}/source/{shard}          jobs/{id}/attempts/{a}/metadata
/// jobs/{id}/sample                  jobs/{id}/attempts/{a}/inferred.json
/// jobs/{id}/tiles/{shard}           jobs/{id}/attempts/{a}/stitched.json
/// jobs/{id}/strips/{r}/{n}/{maker}  jobs/{id}/attempts/{a}/decision.json
/// jobs/{id}/inflight/{shard}        jobs/{id}/attempts/{a}/outcome.json
/// jobs/{id}/finished/{shard}/{tile} jobs/{id}/attempts/{a}/dropped.json
/// jobs/{id}/preview/{a}/{which}.szi jobs/{id}/attempts/{a}/{machine}.claim
/// intake/{hash}.json
/// showing/{hash}/{id}-{a}
/// cleaned
/// ```
///
/// Objects under `attempts/` are written once, by the first writer, and neither changed nor moved.
public final class JobKeys {
    public static final String JOBS = WorkLayout.JOBS.folder();
    public static final String SHOWING = WorkLayout.SHOWING.folder();

    /// The object whose time says when finished jobs were last cleaned up.
    public static final String CLEANED = "cleaned";

    private static final String METADATA = "metadata";

    /// The keys in a job's folder that a worker in the cloud writes: results, its markers, and the end of a
    /// job whose shard cannot be done. `*` stands for a number.
    public static final List<String> WRITTEN_BY_WORKERS =
            List.of("attempts/*/decision.json", "attempts/*/outcome.json", "inflight/*", "tiles/*");

    /// The keys in a job's folder that plan may remove when an earlier attempt named them as damaged.
    public static final List<String> MADE_ANEW = List.of("sample", "shards.json", "source/*", "strips/*", "tiles/*");

    private static final String ATTEMPTS = "attempts/";
    private static final int MOST_DIGITS = 9;

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

    /// The key of the sample, the crops that stand for the whole image. It is not under `source/`, where
    /// every object is a shard.
    public static String sample(JobId job) {
        return folder(job) + "sample";
    }

    public static String manifest(Attempt attempt) {
        return folder(attempt) + "manifest.json";
    }

    /// The source's metadata, kept until the attempt has ended.
    public static String metadata(Attempt attempt) {
        return folder(attempt) + METADATA;
    }

    public static String tiles(JobId job) {
        return folder(job) + "tiles/";
    }

    public static String tiles(JobId job, int shard) {
        return tiles(job) + shard;
    }

    /// The prefix of tiles that are finished while their shard is under way.
    public static String finished(JobId job) {
        return folder(job) + "finished/";
    }

    public static String finished(JobId job, int shard) {
        return finished(job) + shard + "/";
    }

    public static String finished(JobId job, int shard, int tile) {
        return finished(job, shard) + tile;
    }

    /// The key of the marker that counts how often workers started on a shard since it last ended; it exists
    /// while one is at work, or after it died.
    public static String inflight(JobId job, int shard) {
        return folder(job) + "inflight/" + shard;
    }

    public static String inferred(Attempt attempt) {
        return folder(attempt) + "inferred.json";
    }

    public static String strips(JobId job) {
        return folder(job) + "strips/";
    }

    /// The prefix of strip number `strip` of result number `result`; the one after the last holds the
    /// file's trailer.
    public static String strips(JobId job, int result, int strip) {
        return strips(job) + result + "/" + strip + "/";
    }

    /// The key of a strip as one build of an encoder made it for one attempt; no other process writes it.
    ///
    /// @param maker names build and attempt, and whatever else its bytes depend on
    public static String strip(JobId job, int result, int strip, String maker) {
        return strips(job, result, strip) + maker;
    }

    /// The prefix of the pyramids that were shown as previews of the job.
    public static String previews(JobId job) {
        return folder(job) + "preview/";
    }

    public static String preview(Attempt attempt, String name) {
        return previews(attempt.job()) + attempt.number() + "/" + name;
    }

    public static String stitched(Attempt attempt) {
        return folder(attempt) + "stitched.json";
    }

    public static String decision(Attempt attempt) {
        return folder(attempt) + "decision.json";
    }

    public static String outcome(Attempt attempt) {
        return folder(attempt) + "outcome.json";
    }

    /// The key of the mark that the pixels which existed when the attempt was the newest are being dropped.
    public static String dropped(Attempt attempt) {
        return folder(attempt) + "dropped.json";
    }

    /// The key that says which execution of the state machine `machine` works on the attempt.
    public static String claim(Attempt attempt, String machine) {
        return folder(attempt) + machine + ".claim";
    }

    /// The key of the intake's decision about a source or an event (see `Intake`).
    public static String intake(CanonicalText.Hash name) {
        return WorkLayout.INTAKE.key(name.hex() + ".json");
    }

    /// The prefix under which attempts announce that they are about to show a result at `destination`.
    public static String showing(StorageUri destination) {
        return SHOWING
                + Hash.of(destination.toString().getBytes(StandardCharsets.UTF_8))
                        .hex() + "/";
    }

    public static String showing(StorageUri destination, Attempt attempt) {
        return "%s%s-%d".formatted(showing(destination), attempt.job(), attempt.number());
    }

    /// The attempt that wrote `key` below [#showing(StorageUri)].
    public static Optional<Attempt> shownBy(String key) {
        int id = key.lastIndexOf('/') + 1;
        int number = id + JobId.HEX_DIGITS + 1;
        boolean isOne = number < key.length() && key.charAt(number - 1) == '-';
        return isOne && isNumber(key, number, key.length())
                ? JobId.parse(key.substring(id, number - 1))
                        .map(job -> new Attempt(job, Integer.parseInt(key, number, key.length(), 10)))
                : Optional.empty();
    }

    public static String attempts(JobId job) {
        return folder(job) + ATTEMPTS;
    }

    static String folder(Attempt attempt) {
        return attempts(attempt.job()) + attempt.number() + "/";
    }

    /// Whether a key is that of a source's metadata, in any attempt.
    public static boolean isMetadata(String key) {
        return key.endsWith("/" + METADATA) && attemptOf(key).isPresent();
    }

    public static Optional<Attempt> attemptOf(String key) {
        int attempts = JOBS.length() + JobId.HEX_DIGITS + 1;
        int number = attempts + ATTEMPTS.length();
        int slash = key.indexOf('/', number);
        boolean isBelow = key.startsWith(ATTEMPTS, attempts) && isNumber(key, number, slash);
        boolean isName = slash + 1 < key.length() && key.indexOf('/', slash + 1) < 0;
        return isBelow && isName
                ? jobOf(key).map(job -> new Attempt(job, Integer.parseInt(key, number, slash, 10)))
                : Optional.empty();
    }

    /// Whether part of a key is a number as we write one: no sign, no leading zero.
    private static boolean isNumber(String key, int start, int end) {
        for (int at = start; at < end; at++) {
            if (key.charAt(at) < '0' || key.charAt(at) > '9') {
                return false;
            }
        }
        int digits = end - start;
        return digits == 1 || (digits > 1 && digits <= MOST_DIGITS && key.charAt(start) != '0');
    }

    public static Optional<JobId> jobOf(String key) {
        int end = JOBS.length() + JobId.HEX_DIGITS;
        boolean isBelow = key.startsWith(JOBS) && key.length() > end + 1 && key.charAt(end) == '/';
        return isBelow ? JobId.parse(key.substring(JOBS.length(), end)) : Optional.empty();
    }
}
