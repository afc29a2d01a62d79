package dev.azulejo.api.quote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.order.Orders;
import dev.azulejo.api.tenant.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers `/v1/quotes`.
@Path("/v1/quotes")
@Tag(name = "quotes")
@RunOnVirtualThread
public class QuotesResource {
    private final Quotes quotes;
    private final Caller caller;

    public QuotesResource(Quotes quotes, Caller caller) {
        this.quotes = quotes;
        this.caller = caller;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createQuote",
            summary = "Says what a job would come to",
            description = "From the file's header; nothing is started.")
    public QuoteView quote(
            @RequestBody(content = @Content(schema = @Schema(implementation = Orders.Asked.class))) @Nullable JsonNode body) {
        return quotes.quote(caller.tenant(), body);
    }
}
