package dev.azulejo.api.tenant;

import java.util.regex.Pattern;

/// Whose jobs and files they are. Everything that a tenant reads or writes lies under its name.
///
/// @param id 1 to 40 small letters, digits and hyphens: it is part of keys
public record Tenant(String id) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public Tenant {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a tenant cannot be called " + id);
        }
    }
}
