package dev.azulejo.api.arena;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.tenant.Open;
import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Reason;
import dev.azulejo.arena.store.JudgesDesk.Next;
import dev.azulejo.arena.store.JudgesDesk.Side;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers `/v1/arenas`, for the page of judges. A judge has a key of one arena, which opens nothing else,
/// and is not told which model made what: addresses have the number of a question and a side.
@Open
@Tag(name = "arenas")
@Path("/v1/arenas/{arena}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ArenaResource {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,6}");

    private final Bench bench;

    ArenaResource(Bench bench) {
        this.bench = bench;
    }

    /// @param reasons to choose from, by their names in a vote
    public record ArenaView(String title, List<String> reasons) {}

    /// @param done why there is no question; absent if there is one
    /// @param answered how many this judge has answered
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QuestionView(
            @Nullable Integer number,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String done,
            int answered) {}

    /// @param counted whether the vote is new
    public record VoteView(boolean counted) {}

    /// @param reasons any of those to choose from
    public record Voted(String choice, List<String> reasons) {}

    @GET
    @Operation(operationId = "getArena", summary = "Says what judges are asked")
    public ArenaView arena() {
        return new ArenaView(bench.desk().arena().arena().title(), names(Reason.values()));
    }

    /// Returns the question that waits for this judge's answer, or a new one.
    @POST
    @Path("questions")
    @Operation(
            operationId = "nextQuestion",
            summary = "Gives the question that waits for this judge's answer, or a new one")
    public QuestionView next() {
        var desk = bench.desk();
        return switch (desk.next(bench.judge())) {
            case Next.Put(var asked, int answered) -> {
                var size = desk.arena().size(asked.question().scene());
                yield new QuestionView(asked.number(), size.width(), size.height(), null, answered);
            }
            case Next.Done(var why, int answered) -> new QuestionView(null, null, null, name(why), answered);
        };
    }

    @GET
    @Path("questions/{number}/{side}")
    @Produces("image/png")
    @Operation(
            operationId = "getQuestionPicture",
            summary = "Gives one side of a question",
            description = "The side is `left` or `right`.")
    @APIResponse(
            responseCode = "200",
            description = "The picture",
            content = @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response picture(@PathParam("number") String number, @PathParam("side") String side) {
        var chosen = Arrays.stream(Side.values())
                .filter(picture -> name(picture).equals(side))
                .findFirst()
                .orElseThrow(() -> Kind.NOT_FOUND.exception("a question has a left and a right side"));
        var png = bench.desk().picture(bench.judge(), number(number), chosen).orElseThrow(ArenaResource::neverAsked);
        var notKept = new CacheControl();
        notKept.setNoStore(true);
        return Response.ok(png).cacheControl(notKept).build();
    }

    @PUT
    @Path("questions/{number}/vote")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "vote",
            summary = "Answers a question",
            description = "The first answer stays. Choices and reasons are written in small letters.")
    public VoteView vote(
            @PathParam("number") String number,
            @RequestBody(content = @Content(schema = @Schema(implementation = Voted.class))) @Nullable JsonNode json) {
        var body = new Body(json);
        var choice = body.text("choice");
        if (!choice.isEmpty() && !names(Choice.values()).contains(choice)) {
            body.wrong("choice", "is none; there are " + String.join(", ", names(Choice.values())));
        }
        var reasons = body.texts("reasons", names(Reason.values()));
        body.noOthers();
        body.check();
        var answer = new Answer(
                Choice.valueOf(choice.toUpperCase(Locale.ROOT)),
                reasons.stream()
                        .map(reason -> Reason.valueOf(reason.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
        return switch (bench.desk().answer(bench.judge(), number(number), answer)) {
            case COUNTED -> new VoteView(true);
            case KNOWN -> new VoteView(false);
            case ANSWERED_OTHERWISE ->
                throw Kind.NOT_POSSIBLE_NOW.exception(
                        "question %s has another answer of yours, and the first one stays".formatted(number));
            case NEVER_ASKED -> throw neverAsked();
        };
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw neverAsked();
        }
        return Integer.parseInt(text);
    }

    private static RuntimeException neverAsked() {
        return Kind.NOT_FOUND.exception("that question was never put to you; ask for the next one");
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(ArenaResource::name).toList();
    }
}
