package dev.azulejo.api.catalog;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.port.Quoting;
import dev.azulejo.api.tag.Tagged;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.events.JacksonCodec;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Answers `/v1/recipes`, `/v1/models` and `/v1/options`: the recipes, models and options to choose from.
@Path("/v1")
@Tag(name = "catalog")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CatalogResource {
    private static final String OPTIONS = "event/options.schema.json";

    private final Premises premises;
    private final Quoting quoting;

    public CatalogResource(Premises premises, Quoting quoting) {
        this.premises = premises;
        this.quoting = quoting;
    }

    public record RecipesView(List<RecipeView> recipes) {}

    /// @param scales by which it can enlarge, its own choice first; 1 keeps the size
    public record RecipeView(String name, String about, List<Integer> scales) {}

    public record ModelsView(List<ModelView> models) {}

    /// @param ready whether its weights are there; recipes that need one that is not are refused
    public record ModelView(String id, String version, String about, int scale, String licence, boolean ready) {}

    @GET
    @Tagged
    @Path("recipes")
    @Operation(operationId = "listRecipes", summary = "Lists what can be done with an image")
    public RecipesView recipes() {
        return new RecipesView(Recipes.all().stream()
                .map(recipe -> new RecipeView(recipe.name(), recipe.description(), recipe.scales()))
                .toList());
    }

    @GET
    @Tagged
    @Path("models")
    @Operation(operationId = "listModels", summary = "Lists the models that recipes are made of")
    public ModelsView models() {
        return new ModelsView(premises.models().cards().stream()
                .map(card -> new ModelView(
                        card.id(),
                        card.version(),
                        card.description(),
                        card.scale(),
                        card.licence(),
                        quoting.hasWeights(card.id())))
                .toList());
    }

    @GET
    @Tagged
    @Path("options")
    @Operation(operationId = "getOptionsSchema", summary = "Says which options there are, as a JSON Schema")
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public String options() {
        try (var in = JacksonCodec.class.getResourceAsStream(OPTIONS)) {
            if (in == null) {
                throw new IllegalStateException(OPTIONS + " is not beside the codec");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
