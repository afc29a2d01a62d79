package dev.azulejo.api.job;

import dev.azulejo.api.job.JobView.Status;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.record.Submission;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.recipe.Recipes;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Selects the jobs of a list; by default all.
///
/// @param status of the jobs
/// @param recipe that they were asked for with
/// @param from when they were begun at the earliest
/// @param before when they were begun, at the latest a moment before
/// @param batch that they belong to
public record JobFilter(
        Optional<String> status,
        Optional<String> recipe,
        Optional<Instant> from,
        Optional<Instant> before,
        Optional<String> batch) {
    public static final JobFilter ALL =
            new JobFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// An offset of time: RFC 3339, 5.6, has up to 23:59, where Java knows those of places on Earth alone.
    private static final Pattern OFFSET = Pattern.compile("(.+)([+-])([01][0-9]|2[0-3]):([0-5][0-9])");

    /// Reads the parameters as written: an empty value is wrong, and does not count as missing.
    static JobFilter read(UriInfo uri, List<FieldError> errors) {
        return new JobFilter(
                status(uri, errors),
                named("recipe", uri, errors),
                time("createdFrom", uri, errors),
                time("createdBefore", uri, errors),
                named("batch", uri, errors));
    }

    private static Optional<String> status(UriInfo uri, List<FieldError> errors) {
        var status = Optional.ofNullable(uri.getQueryParameters().getFirst("status"));
        if (status.isPresent()
                && Arrays.stream(Status.values())
                        .noneMatch(known -> known.text().equals(status.get()))) {
            errors.add(new FieldError(
                    "/status",
                    "is none of "
                            + Arrays.stream(Status.values()).map(Status::text).collect(Collectors.joining(", "))));
        }
        return status;
    }

    private static Optional<String> named(String parameter, UriInfo uri, List<FieldError> errors) {
        var name = Optional.ofNullable(uri.getQueryParameters().getFirst(parameter));
        if (name.filter(String::isBlank).isPresent()) {
            errors.add(new FieldError("/" + parameter, "is empty; name one, or leave it out"));
        }
        return name;
    }

    private static Optional<Instant> time(String name, UriInfo uri, List<FieldError> errors) {
        var text = Optional.ofNullable(uri.getQueryParameters().getFirst(name));
        try {
            return text.map(JobFilter::instant);
        } catch (DateTimeException e) {
            errors.add(new FieldError("/" + name, "is no time, such as 2026-12-01T10:00:00Z"));
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        var whole = text.replace(' ', '+'); // one that was not encoded
        var offset = OFFSET.matcher(whole);
        if (!offset.matches()) {
            return OffsetDateTime.parse(whole).toInstant();
        }
        var ahead = Duration.ofHours(Integer.parseInt(offset.group(3))).plusMinutes(Integer.parseInt(offset.group(4)));
        var there = LocalDateTime.parse(offset.group(1)).toInstant(ZoneOffset.UTC);
        return offset.group(2).equals("+") ? there.minus(ahead) : there.plus(ahead);
    }

    boolean looks() {
        return status.isPresent() || recipe.isPresent() || batch.isPresent();
    }

    boolean isOf(Submission submission) {
        return recipe.isEmpty() || recipe.get().equals(asked(submission));
    }

    private static String asked(Submission submission) {
        return submission.options().path(OptionTable.RECIPE.name()).asText(Recipes.DEFAULT.name());
    }

    boolean isIn(Status current) {
        return status.isEmpty() || status.get().equals(current.text());
    }
}
