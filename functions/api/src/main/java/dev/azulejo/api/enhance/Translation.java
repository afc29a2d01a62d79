package dev.azulejo.api.enhance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.core.recipe.Recipes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Translates a request in the words of hosted APIs into the body of a job. Values are not checked here,
/// but with the body, and problems are reported for the fields that the caller knows.
///
/// @param body of a job
/// @param errors problems with fields that only this request has
record Translation(JsonNode body, List<FieldError> errors) {
    private static final String ENHANCEMENTS = "enhancements";

    private static final String SCALE = "scale";
    private static final String PERCENT = "percent";
    private static final List<String> SIZES = List.of("width", "height", SCALE);

    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("url", "/input/url");
        FIELDS.put("upload", "/input/upload");
        FIELDS.put("width", "/options/width");
        FIELDS.put("height", "/options/height");
        FIELDS.put(SCALE, "/options/scale");
        FIELDS.put("output_format", "/options/format");
        FIELDS.put("quality", "/options/quality");
        FIELDS.put("max_file_size", "/options/max-bytes");
        FIELDS.put("webhook", "/webhook");
        FIELDS.put("expires_in", "/expiresIn");
        FIELDS.put("copy_to", "/copyTo");
    }

    /// The fields of a job whose source has another name or form in this request.
    private static final Map<String, String> OWN = Map.of("/options/recipe", ENHANCEMENTS, "/options/percent", SCALE);

    static Translation of(@Nullable JsonNode json) {
        var request = new Body(json);
        var words = request.texts(ENHANCEMENTS, EnhanceTask.allWords());
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("input");
        var options = body.putObject("options");
        boolean isEnlarged = false;
        for (var field : FIELDS.entrySet()) {
            var value = request.any(field.getKey());
            if (!value.isMissingNode() && !value.isNull()) {
                var place = field.getValue();
                var parent = body.withObject(place.substring(0, place.lastIndexOf('/')));
                parent.set(place.substring(place.lastIndexOf('/') + 1), value);
                isEnlarged |= SIZES.contains(field.getKey());
            }
        }
        request.noOthers();
        var asked = words.stream().map(EnhanceTask::of).distinct().toList();
        var recipes = EnhanceTask.recipes(asked);
        if (recipes.isEmpty()) {
            request.wrong(ENHANCEMENTS, "no recipe does all of %s; leave some out".formatted(String.join(", ", words)));
        } else {
            var recipe = recipes.get().recipe(isEnlarged || asked.contains(EnhanceTask.UPSCALE));
            options.put("recipe", recipe);
            if (Recipes.named(recipe)
                    .filter(found -> found.scales().size() == 1)
                    .isPresent()) {
                scaleAsPercent(options);
            }
        }
        return new Translation(body, request.errors());
    }

    /// Turns a scale into a percentage, as a recipe with one scale takes no other, but any size.
    private static void scaleAsPercent(ObjectNode options) {
        var scale = options.path(SCALE).asText();
        if (scale.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            options.remove(SCALE);
            options.put(PERCENT, new BigDecimal(scale).movePointRight(2));
        }
    }

    static FieldError back(FieldError error) {
        var own = OWN.get(error.pointer());
        return own != null
                ? new FieldError("/" + own, error.detail())
                : FIELDS.entrySet().stream()
                        .filter(field -> field.getValue().equals(error.pointer()))
                        .findFirst()
                        .map(field -> new FieldError("/" + field.getKey(), error.detail()))
                        .orElse(error);
    }

    List<FieldError> errors(List<FieldError> ofBody) {
        var all = new ArrayList<>(errors);
        ofBody.stream().map(Translation::back).forEach(all::add);
        return all;
    }
}
