package dev.azulejo.api.usage;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.record.UseObjects;
import dev.azulejo.api.tenant.Caller;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.usage.UsagePage.Day;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/usage`: what the caller's keys have used, by days.
@Path("/v1/usage")
@Tag(name = "limits")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UsageResource {
    /// In the cloud it is known for 35 days.
    private static final int MOST_DAYS = 35;

    /// Of which each may take several requests to S3.
    private static final int DAYS_AT_ONCE = 4;

    private static final int DAY_LENGTH = "2026-12-01".length();

    private final UseObjects uses;
    private final Clock clock;
    private final Caller caller;

    public UsageResource(Premises premises, Clock clock, Caller caller) {
        this.uses = new UseObjects(premises.objects().work());
        this.clock = clock;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listUsage",
            summary = "Says what your keys have used, by days",
            description = "Each job counts on the day (UTC) on which it has ended, for the key that asked for it first."
                    + " The newest day comes first; without from, the last 35 days.")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @Parameter(
            name = "from",
            description = "The first day, such as 2026-12-01; at most 34 days before the last one",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Parameter(
            name = "to",
            description = "The last day; today where this is left out",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    public UsagePage list(@Context UriInfo uri) {
        var errors = new ArrayList<FieldError>();
        var paging = Paging.read(uri, errors);
        var last = day("to", uri, errors).orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var first = day("from", uri, errors).orElseGet(() -> last.minusDays(MOST_DAYS - 1));
        if (first.isAfter(last) || first.isBefore(last.minusDays(MOST_DAYS - 1))) {
            errors.add(new FieldError(
                    "/from", "must be the day of to, or at most %d days before it".formatted(MOST_DAYS - 1)));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        var found = days(caller.tenant(), first, last, paging.cursor().orElse(""))
                .limit(paging.limit())
                .toList();
        return new UsagePage(
                found, found.size() < paging.limit() ? null : found.getLast().cursor());
    }

    private Stream<Day> days(Tenant tenant, LocalDate first, LocalDate last, String after) {
        return LongStream.iterate(last.toEpochDay(), day -> day >= first.toEpochDay(), day -> day - 1)
                .mapToObj(LocalDate::ofEpochDay)
                .filter(day -> Cursors.of(day, "~").compareTo(after) > 0) // behind all keys
                .gather(Gatherers.mapConcurrent(DAYS_AT_ONCE, day -> of(tenant, day)))
                .flatMap(List::stream)
                .filter(entry -> entry.cursor().compareTo(after) > 0);
    }

    private List<Day> of(Tenant tenant, LocalDate day) {
        return uses.of(tenant, day).entrySet().stream()
                .map(entry -> Day.of(day, entry.getKey(), entry.getValue()))
                .toList();
    }

    /// Reads a day of RFC 3339, 5.6, whose years have four digits.
    private static Optional<LocalDate> day(String name, UriInfo uri, List<FieldError> errors) {
        try {
            return Optional.ofNullable(uri.getQueryParameters().getFirst(name))
                    .map(text -> LocalDate.parse(text.length() == DAY_LENGTH ? text : ""));
        } catch (DateTimeException e) {
            errors.add(new FieldError("/" + name, "is no day, such as 2026-12-01"));
            return Optional.empty();
        }
    }
}
