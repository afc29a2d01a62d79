package dev.azulejo.api.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.api.order.Copies;
import dev.azulejo.api.order.KeepTimes;
import dev.azulejo.api.order.MissingModels;
import dev.azulejo.api.order.Orders;
import dev.azulejo.api.order.Orders.Resolved;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.webhook.Webhooks;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.storage.StorageUri;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Makes the orders of a batch's jobs from its body, without writing anything. Thread-safe.
@Singleton
public class BatchOrders {
    static final int MOST_JOBS = 1000;

    private static final String OPTIONS = "options";
    /// What a batch may say for all of its jobs, beside options.
    private static final List<String> COMMON = List.of("webhook", "expiresIn", "copyTo");

    private static final String RECIPE = "/options/" + OptionTable.RECIPE.name();

    private final Orders orders;
    private final MissingModels models;

    public BatchOrders(Orders orders, MissingModels models) {
        this.orders = orders;
        this.models = models;
    }

    /// The form of a batch's body.
    ///
    /// @param options of all jobs; a job's own come first
    /// @param jobs each as it would be sent alone
    @Schema(name = "BatchRequest")
    public record Asked(
            @Schema(ref = "#/components/schemas/Options") JsonNode options,

            @Schema(
                    format = "uri",
                    maxLength = Webhooks.LONGEST_URL,
                    description = "Hears how each job ends that names none itself")
            String webhook,

            @Schema(
                    minimum = "1",
                    maximum = "" + KeepTimes.MOST_SECONDS,
                    description = "How many seconds results stay of each job that says nothing itself")
            Long expiresIn,

            @Schema(
                    minLength = 1,
                    maxLength = Copies.LONGEST,
                    description = "Where results are put as well, of each job that says nothing itself")
            String copyTo,

            @Schema(required = true, minItems = 1, maxItems = MOST_JOBS)
            List<Orders.Asked> jobs) {}

    /// @param problems problems with the job, by pointers into the batch
    /// @param later says that it is too early to decide
    private record Looked(
            @Nullable Resolved resolved,
            List<FieldError> problems,
            @Nullable ProblemException later) {}

    /// The fields of a batch that apply to each job without its own.
    private record Common(JsonNode options, Map<String, JsonNode> fields) {
        boolean isReasonOf(FieldError error, JsonNode job) {
            var name = error.pointer().substring(error.pointer().lastIndexOf('/') + 1);
            return error.pointer().startsWith("/options/")
                    ? options.has(name) && !job.path(OPTIONS).has(name)
                    : fields.containsKey(name) && !job.has(name);
        }
    }

    /// @throws ProblemException with all that is wrong, of all jobs
    List<Resolved> resolve(Tenant tenant, @Nullable JsonNode json) {
        var body = new Body(json);
        var common = new Common(
                body.objectOrEmpty(OPTIONS), COMMON.stream().collect(Collectors.toMap(name -> name, body::any)));
        var jobs = body.array("jobs", 1, MOST_JOBS);
        body.noOthers();
        body.check();
        var longest = orders.longest(tenant);
        var found = IntStream.range(0, jobs.size())
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        Premises.CALLS_AT_ONCE, number -> look(tenant, common, jobs.get(number), number, longest)))
                .toList();
        // What is wrong with the common options is so in each job, and said once.
        var problems = new LinkedHashSet<FieldError>();
        found.forEach(job -> problems.addAll(job.problems()));
        problems.addAll(takenTwice(found));
        problems.forEach(body::wrong);
        body.check();
        found.stream()
                .flatMap(job -> Stream.ofNullable(job.later()))
                .findFirst()
                .ifPresent(later -> {
                    throw later;
                });
        return found.stream().map(Looked::resolved).toList();
    }

    /// Finds jobs whose results would be put where another job's are.
    private static List<FieldError> takenTwice(List<Looked> found) {
        var makers = new HashMap<StorageUri, JobId>();
        var problems = new ArrayList<FieldError>();
        for (int number = 0; number < found.size(); number++) {
            var resolved = found.get(number).resolved();
            if (resolved == null) {
                continue;
            }
            var job = resolved.request().job();
            boolean isTaken = resolved.request().outputs().stream()
                    .flatMap(output -> Stream.ofNullable(output.copy()))
                    .anyMatch(copy -> !job.equals(
                            Optional.ofNullable(makers.putIfAbsent(copy, job)).orElse(job)));
            if (isTaken) {
                problems.add(new FieldError(
                        "/jobs/%d/copyTo".formatted(number), "gives two jobs one name; use {name}, {ext} or {upload}"));
            }
        }
        return problems;
    }

    /// Requires the models of a job; a missing one is a problem of the recipe, reported once if that is
    /// common.
    private void requireModels(Resolved job) {
        try {
            models.check(job.request());
        } catch (ProblemException e) {
            throw Problem.invalid(List.of(new FieldError(RECIPE, e.problem().detail())));
        }
    }

    private Looked look(Tenant tenant, Common common, JsonNode job, int number, @Nullable Long longest) {
        try {
            var resolved = orders.resolve(tenant, job.isObject() ? merged(common, (ObjectNode) job) : job, longest);
            requireModels(resolved);
            return new Looked(resolved, List.of(), null);
        } catch (ProblemException e) {
            return e.problem().status() == Kind.UNAVAILABLE.status()
                    ? new Looked(null, List.of(), e)
                    : new Looked(null, pointed(e, common, job, "/jobs/" + number), null);
        }
    }

    /// Merges a job's own options over the common ones.
    private static ObjectNode merged(Common common, ObjectNode job) {
        var own = job.path(OPTIONS);
        if (!own.isObject() && !own.isMissingNode() && !own.isNull()) {
            return job; // which is what is wrong with it
        }
        var options = JsonNodeFactory.instance.objectNode();
        common.options().properties().forEach(field -> options.set(field.getKey(), field.getValue()));
        own.properties().forEach(field -> options.set(field.getKey(), field.getValue()));
        var whole = job.deepCopy();
        whole.set(OPTIONS, options);
        common.fields().forEach((name, value) -> {
            if (!whole.has(name) && !value.isMissingNode()) {
                whole.set(name, value);
            }
        });
        return whole;
    }

    private static List<FieldError> pointed(ProblemException e, Common common, JsonNode job, String at) {
        var problem = e.problem();
        if (problem.errors().isEmpty()) {
            return List.of(new FieldError(at + (job.isObject() ? "/input" : ""), problem.detail()));
        }
        var all = new ArrayList<FieldError>();
        for (var error : problem.errors()) {
            all.add(new FieldError((common.isReasonOf(error, job) ? "" : at) + error.pointer(), error.detail()));
        }
        return all;
    }
}
