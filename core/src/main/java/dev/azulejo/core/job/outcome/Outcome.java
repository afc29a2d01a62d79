package dev.azulejo.core.job.outcome;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.look.PictureFacts;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `outcome.json`: how a job ended. The event about it is identified by job and attempt.
public sealed interface Outcome {
    /// The version of the schema; in version 1 several refusals shared a reason.
    int SCHEMA = 2;

    int schema();

    JobId job();

    /// How often the job was tried before, by redrives.
    int attempt();

    SourceRef source();

    default Attempt ofAttempt() {
        return new Attempt(job(), attempt());
    }

    /// The result is there, or a newer source made it pointless.
    ///
    /// @param steps all models that had a part in it
    /// @param chosen the steps taken by a recipe that looks at its source, and why, in plain words
    /// @param picture the facts measured from the pixels, if the recipe looked at them
    /// @param result the main one; absent when superseded. One whose place held a foreign file is left out,
    ///     as a warning says, and the next one is the main one
    /// @param also the further results, in the order in which they were asked for; absent where there are
    ///     none
    /// @param seconds by stage, from one object to the next
    record Succeeded(
            int schema,
            JobId job,
            int attempt,
            SourceRef source,
            String recipe,
            List<Step> steps,
            @Nullable String chosen,
            @Nullable PictureFacts picture,
            @Nullable DeliveredResult result,
            @Nullable List<DeliveredResult> also,
            Map<String, Double> seconds,
            List<String> fingerprints,
            List<String> warnings)
            implements Outcome {
        public Succeeded {
            steps = List.copyOf(steps);
            also = also == null || also.isEmpty() ? null : List.copyOf(also);
            seconds = Map.copyOf(seconds);
            fingerprints = List.copyOf(fingerprints);
            warnings = List.copyOf(warnings);
        }

        public boolean superseded() {
            return result == null;
        }

        /// All results, the main one first; none when superseded.
        public List<DeliveredResult> results() {
            var main = Stream.ofNullable(result);
            return (also == null ? main : Stream.concat(main, also.stream())).toList();
        }

        /// One of the results that were asked for; empty if a foreign file lay in its place.
        ///
        /// @param number in the order in which they were asked for, from 0 on
        /// @param asked how many were asked for; fewer may be there
        /// @param name the file or folder under which it lies, used if not all are there
        public Optional<DeliveredResult> result(int number, int asked, String name) {
            var there = results();
            return there.size() == asked
                    ? Optional.of(there.get(number))
                    : there.stream()
                            .filter(place -> "/%s/".formatted(place.uri().key()).contains("/%s/".formatted(name)))
                            .findFirst();
        }
    }

    /// The job was refused because of the user's file or request.
    record Rejected(int schema, JobId job, int attempt, SourceRef source, Reason reason, String detail)
            implements Outcome {}

    /// The job failed because something outside the domain broke for good.
    ///
    /// @param stage the one that failed, or whose object is missing
    /// @param damaged keys of objects that must be made anew before trying again
    record Failed(
            int schema,
            JobId job,
            int attempt,
            SourceRef source,
            String stage,
            String failure,
            String detail,
            List<String> damaged)
            implements Outcome {
        /// The advice for a user whose job failed.
        public static final String ADVICE =
                "This is not the file's fault. Put it again to try again; if it fails again, tell the operator the job's id.";

        public Failed {
            damaged = List.copyOf(damaged);
        }
    }

    /// The job was ended on request.
    record Cancelled(int schema, JobId job, int attempt, SourceRef source, String detail) implements Outcome {}

    /// @param version names the result's bytes (see `Storage.version`)
    /// @param copy where else it was put; absent if nowhere
    record DeliveredResult(
            StorageUri uri,
            long bytes,
            String version,
            int width,
            int height,
            @Nullable StorageUri copy) {}

    /// Why a file or request was refused: one reason for each thing that a user would do differently. The
    /// page `docs/refusals.md`, the schema of outcomes and the command's exit codes follow from these rows.
    enum Reason {
        EMPTY(Fault.IMAGE, "The file has no bytes.", "Its upload may have broken off. Put it again."),
        UNREADABLE(
                Fault.IMAGE,
                "The file is damaged or cut off.",
                "Look whether the file opens in an image viewer. If it does, save it anew from there; if not, its upload may have broken off. Then upload it again."),
        UNSUPPORTED_FORMAT(
                Fault.IMAGE,
                "It is no image, or one of a format that is not read.",
                "Save it as PNG or JPEG and upload that."),
        UNSUPPORTED_PIXELS(
                Fault.IMAGE,
                "Its pixels are of a kind that is not read, such as floating-point numbers.",
                "Convert it to grey or RGB with 8 or 16 bits and upload that."),
        NO_SUCH_PAGE(
                Fault.IMAGE,
                "It has no page or frame of the number that was asked for.",
                "Ask for a page that the file has, and put the file again."),
        DECODER_FAILED(
                Fault.IMAGE,
                "Its decoder, a process of its own, crashed or hung.",
                "Look whether the file opens in an image viewer. If it does, save it anew from there, as JPEG or PNG, neither progressive nor interlaced, and upload that."),
        DECODER_MEMORY(
                Fault.IMAGE,
                "Its decoder would need more memory than `max-memory`.",
                "Save it as baseline JPEG, or PNG without interlacing, and upload that."),
        TOO_LARGE_FOR_READER(
                Fault.IMAGE,
                "Files of its kind are read up to a size only, whatever the limits say.",
                "Save it as PNG or baseline JPEG and upload that."),
        TOO_MANY_SCANS(
                Fault.IMAGE,
                "It is a JPEG of more scans than anybody needs.",
                "Save it as PNG or baseline JPEG and upload that."),
        TOO_MANY_PARTS(
                Fault.IMAGE,
                "It is built of more parts (directories, boxes, segments, tiles that lie upon each other) than any picture needs; the line says of what.",
                "Save it as PNG or baseline JPEG and upload that."),
        NO_ROOM_FOR_COPY(
                Fault.IMAGE,
                "Its format is read from a copy, and the folder for temporary files has no room for it.",
                "Save it as PNG or JPEG, which need no copy, and upload that."),
        FILE_TOO_LONG(
                Fault.IMAGE, "It has more bytes than `max-file`.", "Make it smaller, or cut it, and upload that."),
        TOO_MANY_PIXELS(
                Fault.IMAGE, "It has more pixels than `max-pixels`.", "Make it smaller, or cut it, and upload that."),
        SIDE_TOO_LONG(
                Fault.IMAGE,
                "Its longer side has more pixels than `max-side`.",
                "Make it smaller, or cut it, and upload that."),
        TOO_MANY_PAGES(Fault.IMAGE, "It has more pages than `max-pages`.", "Split it, and put the parts."),
        EXPANDS_TOO_MUCH(
                Fault.IMAGE,
                "It expands more than `max-expansion` times when it is decoded.",
                "If it is a real image, save it in another format and upload that."),
        TOO_MUCH_METADATA(
                Fault.IMAGE, "It has more metadata than `max-metadata`.", "Take its metadata out, and upload that."),
        RESULT_TOO_MANY_PIXELS(
                Fault.IMAGE,
                "The result, or what leads to it, would have more pixels than `max-result-pixels`.",
                "Ask for a smaller size, and put the file again."),
        RESULT_TOO_MANY_BYTES(
                Fault.IMAGE,
                "The result would have more bytes than `max-result-bytes`.",
                "Ask for a smaller size or another format, and put the file again."),
        TAKES_TOO_LONG(
                Fault.IMAGE,
                "The work would take longer than `max-time`.",
                "Ask for a faster recipe, or cut the image, and upload it again."),
        MODEL_MEMORY(
                Fault.IMAGE,
                "Its models would take more memory than `--memory` allows.",
                "Ask for another recipe, or the operator for more memory."),
        NEEDS_TOO_MUCH_DISK(
                Fault.IMAGE,
                "The work needs more disk than the work folder's has in all.",
                "Ask for a smaller size, or the operator for more disk."),
        TOO_LARGE_FOR_FORMAT(
                Fault.IMAGE,
                "The format of the result ends at fewer pixels.",
                "Ask for another format or a smaller scale, and put the file again."),
        TOO_LARGE_FOR_MAX_BYTES(
                Fault.REQUEST,
                "`max-bytes` is asked for a result of more pixels than can be encoded in one piece.",
                "Ask for a smaller size, and put the file again."),
        FORMAT_WITHOUT_QUALITY(
                Fault.REQUEST,
                "`max-bytes` is asked of a format that has no quality to lower.",
                "Ask for " + ImageFormat.withQuality("or") + ", or leave max-bytes out, and put the file again."),
        FORMAT_WITHOUT_COMPRESSION(
                Fault.REQUEST,
                "`compression` is asked of another format than TIFF.",
                "Leave the compression out, or ask for TIFF, and put the file again."),
        FORMAT_WITHOUT_COLOURS(
                Fault.REQUEST,
                "The format of the result cannot hold the colours that are asked for.",
                "Ask for another format or other colours, and put the file again."),
        UNUSABLE_PROFILE(
                Fault.REQUEST,
                "The ICC profile is none of RGB, grey or CMYK.",
                "Name a profile of RGB, grey or CMYK, and put the file again."),
        IMPOSSIBLE_SIZE(
                Fault.REQUEST,
                "The size that is asked for cannot be made of this image, such as one larger than its canvas; or the image is to [wrap](recipes.md#textures-that-repeat), and its sides are not the multiples that a model takes; or a model must [see the whole picture](adding-a-model.md#one-of-your-own), which is larger than it takes.",
                "Ask for another size, or cut the image to one that goes, and put the file again."),
        MAX_BYTES_UNMET(
                Fault.IMAGE,
                "Even at the lowest quality the file has more bytes than `max-bytes`; the line says which quality that was, and how many bytes it gave.",
                "Allow more bytes, or ask for a smaller size, and put the file again."),
        SOURCE_CHANGED(
                Fault.SOURCE,
                "The version that was asked for was changed or removed before it was read.",
                "If the file was replaced, its newer version is a job of its own and there is nothing to do. If it was removed, upload it again."),
        UNKNOWN_OPTION(
                Fault.REQUEST,
                "Options do not exist, have wrong values or do not go together, or the recipe does not exist; `problems` lists them all.",
                "Correct what is listed, then put the photograph again: options are read at that moment alone."),
        /// A reason of outcomes of version 1 alone, where several refusals shared it.
        TOO_LARGE(Fault.IMAGE, "", "Make it smaller, or cut it, and upload that.");

        /// The part at fault, which decides the command's exit code.
        public enum Fault {
            /// The file is at fault.
            IMAGE,
            /// The request is at fault.
            REQUEST,
            /// The source is no longer the file that was named.
            SOURCE
        }

        private final Fault fault;
        private final String when;
        private final String advice;

        /// @param when it is given, as `docs/refusals.md` tells it; empty where it is no longer given
        /// @param advice for people
        Reason(Fault fault, String when, String advice) {
            this.fault = fault;
            this.when = when;
            this.advice = advice;
        }

        public Fault fault() {
            return fault;
        }

        public String when() {
            return when;
        }

        /// Advice for the user whose file was refused, in plain words.
        public String advice() {
            return advice;
        }

        /// The name in JSON, such as `too-many-pixels`.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
