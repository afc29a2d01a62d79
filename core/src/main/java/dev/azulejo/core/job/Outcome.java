package dev.azulejo.core.job;

import dev.azulejo.core.look.PictureFacts;
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
    /// In version 1 several refusals shared a reason.
    int SCHEMA = 2;

    int schema();

    JobId job();

    /// How often the job was tried before, by redrives.
    int attempt();

    SourceRef source();

    /// The attempt that ended so.
    default Attempt ofAttempt() {
        return new Attempt(job(), attempt());
    }

    /// The result is there, or a newer source made it pointless.
    ///
    /// @param steps all models that had a part in it
    /// @param chosen which steps a recipe took that looks at its source, and why, in plain words
    /// @param picture what the pixels told, where the recipe looked at them
    /// @param result the main one; absent when superseded. One in whose place somebody else's file lay is left
    ///     out, as a warning says, and the next one is the main one
    /// @param also the further results, in the order in which they were asked for; absent where there are none
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
            @Nullable Result result,
            @Nullable List<Result> also,
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
        public List<Result> results() {
            var main = Stream.ofNullable(result);
            return (also == null ? main : Stream.concat(main, also.stream())).toList();
        }

        /// One of the results that were asked for; none where somebody else's file lay in its place.
        ///
        /// @param number in the order in which they were asked for, from 0 on
        /// @param asked how many were asked for; fewer may be there
        /// @param name under which it lies, as a file or as a folder, if not all are there
        public Optional<Result> result(int number, int asked, String name) {
            var there = results();
            return there.size() == asked
                    ? Optional.of(there.get(number))
                    : there.stream()
                            .filter(its -> "/%s/".formatted(its.uri().key()).contains("/%s/".formatted(name)))
                            .findFirst();
        }
    }

    /// The user's file or request is the reason.
    record Rejected(int schema, JobId job, int attempt, SourceRef source, Reason reason, String detail)
            implements Outcome {}

    /// Something outside the domain broke for good.
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
        public Failed {
            damaged = List.copyOf(damaged);
        }
    }

    /// Somebody asked for it to end.
    record Cancelled(int schema, JobId job, int attempt, SourceRef source, String detail) implements Outcome {}

    /// @param version names the result's bytes (see `Storage.version`)
    record Result(StorageUri uri, long bytes, String version, int width, int height) {}

    /// Why a file or request was refused: one reason for each thing that somebody would do differently about.
    /// `docs/refusals.md` lists them under their [#code].
    enum Reason {
        /// It has no bytes.
        EMPTY,
        /// It is damaged or cut off.
        UNREADABLE,
        /// It is no image, or one of a kind that is not read.
        UNSUPPORTED_FORMAT,
        /// Its pixels are of a kind that is not read.
        UNSUPPORTED_PIXELS,
        /// It has no page or frame of the number that was asked for.
        NO_SUCH_PAGE,
        /// Decoding it crashed or hung, in a process of its own.
        DECODER_FAILED,
        /// Decoding it takes more memory than it may.
        DECODER_MEMORY,
        /// Files of just that kind are read up to a size only, whatever the limits say.
        TOO_LARGE_FOR_READER,
        /// It is a JPEG of more scans than anybody needs.
        TOO_MANY_SCANS,
        /// It is built of more parts, such as directories, boxes or segments, than any picture needs.
        TOO_MANY_PARTS,
        /// Formats that are read from a copy need room for it, which the folder for temporary files lacks.
        NO_ROOM_FOR_COPY,
        FILE_TOO_LONG,
        TOO_MANY_PIXELS,
        SIDE_TOO_LONG,
        TOO_MANY_PAGES,
        EXPANDS_TOO_MUCH,
        TOO_MUCH_METADATA,
        RESULT_TOO_MANY_PIXELS,
        RESULT_TOO_MANY_BYTES,
        TAKES_TOO_LONG,
        /// Its models would take more memory than somebody asked to suffice.
        MODEL_MEMORY,
        /// No amount of waiting gives the disk that the job takes while it works.
        NEEDS_TOO_MUCH_DISK,
        /// The format of the result ends at fewer pixels.
        TOO_LARGE_FOR_FORMAT,
        /// A file of at most so many bytes is made in one piece, which has fewer pixels.
        TOO_LARGE_FOR_MAX_BYTES,
        /// At most so many bytes were asked of a format that has no quality to lower.
        FORMAT_WITHOUT_QUALITY,
        /// A compression was asked of a format that has no choice of it.
        FORMAT_WITHOUT_COMPRESSION,
        /// Colours were asked for that the format of the result cannot hold.
        FORMAT_WITHOUT_COLOURS,
        /// The ICC profile that was named is none that colours can be converted to.
        UNUSABLE_PROFILE,
        /// The size that was asked for cannot be made of this image.
        IMPOSSIBLE_SIZE,
        /// Even at the lowest quality the file has more bytes than were asked for.
        MAX_BYTES_UNMET,
        /// The version that was asked for is not there any more.
        SOURCE_CHANGED,
        /// Options do not exist, have wrong values, or do not go together; all of them are listed.
        UNKNOWN_OPTION,
        /// Of outcomes of version 1 alone, where several refusals shared it.
        TOO_LARGE;

        /// As JSON has it, such as `too-many-pixels`.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
