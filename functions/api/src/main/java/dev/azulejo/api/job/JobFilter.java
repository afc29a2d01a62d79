package dev.azulejo.api.job;

import dev.azulejo.api.job.JobView.Status;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.record.Submission;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.recipe.Recipes;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which jobs of a list are wanted; all where nothing is said.
///
/// @param status where they stand
/// @param recipe that they were asked for with
/// @param from when they were begun at the earliest
/// @param before when they were begun, at the latest a moment before
public record JobFilter(
        Optional<String> status, Optional<String> recipe, Optional<Instant> from, Optional<Instant> before) {
    public static final JobFilter ALL =
            new JobFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// The parameters as they were written: an empty value is wrong, and not none.
    static JobFilter read(UriInfo uri, List<FieldError> errors) {
        return new JobFilter(
                status(uri, errors),
                recipe(uri, errors),
                time("createdFrom", uri, errors),
                time("createdBefore", uri, errors));
    }

    private static Optional<String> status(UriInfo uri, List<FieldError> errors) {
        var status = Optional.ofNullable(uri.getQueryParameters().getFirst("status"));
        if (status.isPresent()
                && Arrays.stream(Status.values()).noneMatch(its -> its.text().equals(status.get()))) {
            errors.add(new FieldError(
                    "/status",
                    "is none of "
                            + Arrays.stream(Status.values()).map(Status::text).collect(Collectors.joining(", "))));
        }
        return status;
    }

    private static Optional<String> recipe(UriInfo uri, List<FieldError> errors) {
        var recipe = Optional.ofNullable(uri.getQueryParameters().getFirst("recipe"));
        if (recipe.filter(String::isBlank).isPresent()) {
            errors.add(new FieldError("/recipe", "is empty; name one, or leave it out"));
        }
        return recipe;
    }

    private static Optional<Instant> time(String name, UriInfo uri, List<FieldError> errors) {
        var text = Optional.ofNullable(uri.getQueryParameters().getFirst(name));
        try {
            // A + that nobody encoded is a blank.
            return text.map(its -> OffsetDateTime.parse(its.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            errors.add(new FieldError("/" + name, "is no time, such as 2026-12-01T10:00:00Z"));
            return Optional.empty();
        }
    }

    /// Whether jobs are to be looked at one by one.
    boolean looks() {
        return status.isPresent() || recipe.isPresent();
    }

    boolean isOf(Submission submission) {
        return recipe.isEmpty() || recipe.get().equals(asked(submission));
    }

    private static String asked(Submission submission) {
        return submission.options().path(OptionTable.RECIPE.name()).asText(Recipes.DEFAULT.name());
    }

    boolean isIn(Status its) {
        return status.isEmpty() || status.get().equals(its.text());
    }
}
