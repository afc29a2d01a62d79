package dev.azulejo.api.problem;

import dev.azulejo.api.problem.Problem.FieldError;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The requested part of a list: the parameters `cursor` and `limit`. They are read as written: an empty
/// value is wrong, and does not count as missing.
///
/// @param cursor `next` of the last page; empty for the first page
/// @param limit most entries of the page
public record Paging(Optional<String> cursor, int limit) {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    /// The form of a cursor: time, id, and further parts of a list, see `TenantObjects`.
    private static final Pattern CURSOR = Pattern.compile("[0-9a-f]{16}-[0-9A-Za-z-]{1,80}");

    public static Paging read(UriInfo uri, List<FieldError> errors) {
        return new Paging(cursor(uri, errors), limit(uri, errors));
    }

    private static Optional<String> cursor(UriInfo uri, List<FieldError> errors) {
        var cursor = Optional.ofNullable(uri.getQueryParameters().getFirst("cursor"));
        if (cursor.filter(text -> !CURSOR.matcher(text).matches()).isPresent()) {
            errors.add(new FieldError("/cursor", "is none; take what the last page called next, as it is"));
        }
        return cursor;
    }

    private static int limit(UriInfo uri, List<FieldError> errors) {
        var text = uri.getQueryParameters().getFirst("limit");
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            errors.add(new FieldError("/limit", "must be a whole number from 1 to " + MOST));
            return USUAL;
        }
        return Integer.parseInt(text);
    }

    /// Reads the parameters, when no others can be wrong.
    public static Paging checked(UriInfo uri) {
        var errors = new ArrayList<FieldError>();
        var paging = read(uri, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return paging;
    }
}
