package dev.azulejo.api.tenant;

import java.util.Optional;
import java.util.regex.Pattern;

/// The owner of jobs and files. All objects that a tenant reads or writes lie under its name.
///
/// @param id 1 to 40 small letters, digits and hyphens: it is part of keys
public record Tenant(String id) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /// The owner of the machine: its key comes with the server, and it has no limits by default.
    public static final Tenant LOCAL = new Tenant("local");

    /// The rule for ids, in words.
    public static final String RULE = "1 to 40 small letters, digits and hyphens, and no hyphen in front";

    public Tenant {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a tenant cannot be called " + id);
        }
    }

    public static Optional<Tenant> parse(String id) {
        return ID.matcher(id).matches() ? Optional.of(new Tenant(id)) : Optional.empty();
    }
}
