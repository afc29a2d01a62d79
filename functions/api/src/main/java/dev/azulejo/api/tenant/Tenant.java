package dev.azulejo.api.tenant;

import java.util.Optional;
import java.util.regex.Pattern;

/// Whose jobs and files they are. Everything that a tenant reads or writes lies under its name.
///
/// @param id 1 to 40 small letters, digits and hyphens: it is part of keys
public record Tenant(String id) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /// Whoever has the machine: its key comes with the server, and it has no limits unless somebody sets some.
    public static final Tenant LOCAL = new Tenant("local");

    /// What an id must be, in words.
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
