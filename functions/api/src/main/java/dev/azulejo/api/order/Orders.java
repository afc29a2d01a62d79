package dev.azulejo.api.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.record.Note;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Fetches;
import dev.azulejo.api.upload.Origin;
import dev.azulejo.api.upload.Origins;
import dev.azulejo.api.upload.Uploads;
import dev.azulejo.api.webhook.Webhooks;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.intake.OptionProblem;
import dev.azulejo.core.intake.Options;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.events.JsonOptions;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.https.RefusedAddress;
import dev.azulejo.storage.https.WebAddress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Resolves the body of a request into what intake needs for a job, without writing anything. Thread-safe.
@Singleton
public class Orders {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final int FOLDER_DIGITS = 16;
    private static final String OPTIONS = "/options";

    private final Premises premises;
    private final Uploads uploads;
    private final Fetches fetches;
    private final Origins origins;
    private final IntakeStage intake;
    private final Webhooks webhooks;
    private final KeepTimes keepTimes;
    private final Copies copies;

    public Orders(
            Premises premises,
            Uploads uploads,
            Fetches fetches,
            Origins origins,
            IntakeStage intake,
            Webhooks webhooks,
            KeepTimes keepTimes,
            Copies copies) {
        this.premises = premises;
        this.uploads = uploads;
        this.fetches = fetches;
        this.origins = origins;
        this.intake = intake;
        this.webhooks = webhooks;
        this.keepTimes = keepTimes;
        this.copies = copies;
    }

    /// The form of the body of a job or a quote.
    ///
    /// @param options as in a sidecar of the drop folder
    @Schema(name = "JobRequest")
    public record Asked(
            @Schema(required = true) Input input,
            @Schema(ref = "#/components/schemas/Options") JsonNode options,
            Map<String, String> metadata,

            @Schema(
                    format = "uri",
                    maxLength = Webhooks.LONGEST_URL,
                    description = "Hears how this job ends, as a webhook does")
            String webhook,

            @Schema(
                    minimum = "1",
                    maximum = "" + KeepTimes.MOST_SECONDS,
                    description = "How many seconds results stay after the end of the job, which then goes")
            Long expiresIn,

            @Schema(minLength = 1, maxLength = Copies.LONGEST, description = Copies.DESCRIPTION)
            String copyTo) {}

    /// The input: one of three fields.
    ///
    /// @param upload the id of an upload
    /// @param url of a file on the web
    /// @param uri of a file in a storage that the operator allows
    @Schema(name = "JobInput", minProperties = 1, maxProperties = 1)
    public record Input(
            @Schema(pattern = "^u[0-9a-f]{24}$") String upload,

            @Schema(
                    format = "uri",
                    maxLength = WebAddress.MAX_LENGTH,
                    description = "Such as https://example.com/photo.jpg")
            String url,

            @Schema(maxLength = LONGEST_URI, description = "Such as s3://bucket/photo.jpg")
            String uri) {}

    private static final String WEBHOOK = "webhook";
    private static final String UPLOAD = "upload";
    private static final String URL = "url";
    private static final String URI = "uri";

    /// The longest URI: longer than a bucket's name and a key of S3 together.
    private static final int LONGEST_URI = 4096;

    /// @param request as intake resolves it
    /// @param options as they were sent
    /// @param note what the caller noted
    public record Resolved(Upload upload, JsonNode options, Note note, JobRequest request, Hash body) {
        public Resolved inBulk() {
            return new Resolved(upload, options, note, request.inBulk(), body);
        }

        /// The same, asked for by a key.
        public Resolved by(Optional<String> key) {
            return new Resolved(upload, options, note.by(key), request, body);
        }
    }

    /// The fields of a body, with all their problems.
    ///
    /// @param named the upload, or the address of the file
    private record Form(
            Body body,
            String named,
            Optional<Origin> origin,
            JsonNode asked,
            Note note,
            Optional<String> copyTo,
            Options options) {}

    private Form form(Tenant tenant, @Nullable JsonNode json) {
        var body = new Body(json);
        var input = body.object("input");
        var field = input.oneOf(UPLOAD, URL, URI);
        var named = field.map(input::text).orElse("");
        var origin = field.filter(_ -> !named.isEmpty()).flatMap(name -> origin(tenant, input, name, named));
        input.noOthers();
        var asked = body.objectOrEmpty("options");
        var options = new Options(premises.models());
        options.add("", JsonOptions.values(asked));
        options.fallBack();
        var note = new Note(
                CallerMetadata.read(body),
                webhooks.ofOrigins().read(body, WEBHOOK).stream().toList(),
                KeepTimes.read(body),
                null);
        var copyTo = copies.read(tenant, body);
        body.noOthers();
        refuseManyFiles(body, asked);
        options.found().stream().map(Orders::error).forEach(body::wrong);
        return new Form(body, named, origin, asked, note, copyTo, options);
    }

    /// The problems with the fields of a body, without looking for the file.
    public List<FieldError> errors(Tenant tenant, JsonNode json) {
        return form(tenant, json).body().errors();
    }

    /// @throws dev.azulejo.api.problem.ProblemException with all problems
    public Resolved resolve(Tenant tenant, @Nullable JsonNode json) {
        return resolve(tenant, json, longest(tenant));
    }

    /// How many seconds results of a tenant stay at most, for those who resolve many bodies.
    public @Nullable Long longest(Tenant tenant) {
        return keepTimes.longest(tenant);
    }

    /// The same where the tenant's limit is known.
    public Resolved resolve(Tenant tenant, @Nullable JsonNode json, @Nullable Long longest) {
        var form = form(tenant, json);
        form.body().check();
        var named = form.named();
        var asked = form.asked();
        var upload = form.origin()
                .map(place -> fetches.fetched(tenant, place))
                .orElseGet(() -> uploads.complete(tenant, named));
        var folder = hash(upload.id(), asked, Note.NOTHING, form.copyTo()).hex().substring(0, FOLDER_DIGITS);
        var main = "%s/%s/%s".formatted(tenant.id(), folder, upload.name());
        var note = form.note().keeping(KeepTimes.allowed(form.note().keepSeconds(), longest));
        var request = request(tenant, upload, form.options(), main);
        return new Resolved(
                upload,
                asked,
                note,
                form.copyTo()
                        .map(text -> copies.into(tenant, text, upload, request))
                        .orElse(request),
                hash(named, asked, form.note(), form.copyTo()));
    }

    /// The origin of a file that must be fetched; empty for an upload.
    private Optional<Origin> origin(Tenant tenant, Body input, String field, String text) {
        try {
            return switch (field) {
                case URL -> Optional.of(origins.onWeb(text));
                case URI -> Optional.of(origins.stored(tenant, text));
                default -> Optional.empty();
            };
        } catch (RefusedAddress e) {
            input.wrong(URL, "is refused: " + e.getMessage());
        } catch (StorageDenied e) {
            input.wrong(URI, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private JobRequest request(Tenant tenant, Upload upload, Options options, String main) {
        var folder = new DropFolder(premises.uploads(), premises.results());
        var wanted = options.wanted(Recipes.DEFAULT.name());
        try {
            var request = intake.resolve(uploads.uri(tenant, upload), options.page(), wanted, folder, main);
            refuseOneNameForTwo(request);
            return request;
        } catch (NoSuchObject e) {
            throw uploads.missing(tenant, upload.id());
        }
    }

    /// Refuses formats of many files, because a result here is one file behind one link.
    private static void refuseManyFiles(Body body, JsonNode asked) {
        var format = asked.path(OptionTable.FORMAT.name()).asText();
        if (ImageFormat.parse(format).filter(ImageFormat::isOfFiles).isPresent()) {
            body.wrong(new FieldError(
                    OPTIONS + "/" + OptionTable.FORMAT.name(),
                    "is '%s', a folder of many files; ask for szi, which is one".formatted(format)));
        }
    }

    private static void refuseOneNameForTwo(JobRequest request) {
        var places = request.outputs().stream().map(WantedResult::destination).toList();
        if (places.stream().distinct().count() < places.size()) {
            throw Problem.invalid(List.of(new FieldError(
                    OPTIONS + "/" + OptionTable.ALSO.name(), "gives two results one name; leave one of them out")));
        }
    }

    private static FieldError error(OptionProblem problem) {
        return new FieldError(problem.option().isEmpty() ? OPTIONS : OPTIONS + "/" + problem.option(), problem.words());
    }

    /// The hash of the body, whatever the order of its fields.
    private static Hash hash(String input, JsonNode options, Note note, Optional<String> copyTo) {
        try {
            var tree = CANONICAL.treeToValue(options, Object.class);
            var parts = Stream.concat(
                            note.isEmpty() ? Stream.of(input, tree) : Stream.of(input, tree, note),
                            copyTo.map(text -> List.of(Copies.FIELD, text)).stream())
                    .toList();
            return Hash.of(CANONICAL.writeValueAsBytes(parts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
