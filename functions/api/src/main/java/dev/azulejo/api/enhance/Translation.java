package dev.azulejo.api.enhance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request in the words of hosted APIs, as the body of a job. Values are not looked at: whoever takes the body does
/// that, and what is wrong is told of the fields that the caller knows.
///
/// @param body of a job
/// @param errors what is wrong with what only this request has
record Translation(JsonNode body, List<FieldError> errors) {
    private static final String ENHANCEMENTS = "enhancements";

    /// Where values go, by field.
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("url", "/input/url");
        FIELDS.put("upload", "/input/upload");
        FIELDS.put("width", "/options/width");
        FIELDS.put("height", "/options/height");
        FIELDS.put("scale", "/options/scale");
        FIELDS.put("output_format", "/options/format");
        FIELDS.put("quality", "/options/quality");
        FIELDS.put("max_file_size", "/options/max-bytes");
    }

    private static final List<String> SIZES = List.of("width", "height", "scale");

    static Translation of(@Nullable JsonNode json) {
        var request = new Body(json);
        var words = request.texts(ENHANCEMENTS, Enhancement.allWords());
        var body = JsonNodeFactory.instance.objectNode();
        var input = body.putObject("input");
        var options = body.putObject("options");
        boolean isEnlarged = false;
        for (var field : FIELDS.entrySet()) {
            var value = request.any(field.getKey());
            if (!value.isMissingNode() && !value.isNull()) {
                var place = field.getValue();
                (place.startsWith("/input/") ? input : options).set(place.substring(place.lastIndexOf('/') + 1), value);
                isEnlarged |= SIZES.contains(field.getKey());
            }
        }
        request.noOthers();
        var asked = words.stream().map(Enhancement::of).distinct().toList();
        var recipes = Enhancement.recipes(asked);
        if (recipes.isEmpty()) {
            request.wrong(ENHANCEMENTS, "no recipe does all of %s; leave some out".formatted(String.join(", ", words)));
        } else {
            var recipe = recipes.get().recipe(isEnlarged || asked.contains(Enhancement.UPSCALE));
            options.put("recipe", recipe);
        }
        return new Translation(body, request.errors());
    }

    /// As the caller knows the field.
    static FieldError back(FieldError error) {
        if (error.pointer().equals("/options/recipe")) {
            return new FieldError("/" + ENHANCEMENTS, error.detail());
        }
        return FIELDS.entrySet().stream()
                .filter(field -> field.getValue().equals(error.pointer()))
                .findFirst()
                .map(field -> new FieldError("/" + field.getKey(), error.detail()))
                .orElse(error);
    }

    /// What is wrong here, and there.
    List<FieldError> errors(List<FieldError> ofBody) {
        var all = new ArrayList<>(errors);
        ofBody.stream().map(Translation::back).forEach(all::add);
        return all;
    }
}
