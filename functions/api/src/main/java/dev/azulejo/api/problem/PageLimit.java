package dev.azulejo.api.problem;

import dev.azulejo.api.problem.Problem.FieldError;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many are wanted of a list: the parameter `limit`.
public final class PageLimit {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private PageLimit() {}

    /// As it was written: an empty value is wrong, and not none.
    public static int read(UriInfo uri, List<FieldError> errors) {
        return read(uri.getQueryParameters().getFirst("limit"), errors);
    }

    private static int read(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            errors.add(new FieldError("/limit", "must be a whole number from 1 to " + MOST));
            return USUAL;
        }
        return Integer.parseInt(text);
    }

    /// The same where nothing else can be wrong.
    public static int checked(UriInfo uri) {
        var errors = new ArrayList<FieldError>();
        int limit = read(uri, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return limit;
    }
}
