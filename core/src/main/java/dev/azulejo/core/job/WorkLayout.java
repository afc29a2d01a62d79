package dev.azulejo.core.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/// The folders of the place of jobs, and what becomes in the cloud of what lies in each: code, roles and
/// rules of buckets read this table. (What a caller of the API or a connected drive remembers lies there,
/// too.)
public enum WorkLayout {
    /// What people vote on.
    ARENAS(Kept.ALWAYS),
    /// Keys and limits of tenants.
    ACCESS(Kept.SET),
    /// What is on its way to webhooks.
    DELIVERIES(Kept.MONTH),
    /// When results go that shall not stay.
    EXPIRING(Kept.STATE),
    /// Which workers there are, and what was planned for them.
    FLEET(Kept.DAYS),
    /// Who hears of ends.
    HOOKS(Kept.SET),
    /// Which job was made of a file that came.
    INTAKE(Kept.DAYS),
    /// Jobs, as [JobKeys] has them.
    JOBS(Kept.DAYS),
    /// How far each route has come.
    ROUTES(Kept.STATE),
    /// What routes have carried.
    DRIVES(Kept.STATE),
    /// Which job shows its result where.
    SHOWING(Kept.DAYS),
    /// What callers of the API have, and have asked for.
    TENANTS(Kept.DAYS),
    /// Copies that are under way.
    TRANSFERS(Kept.DAYS),
    /// Files that callers have brought.
    UPLOADS(Kept.DAYS),
    /// What tenants use of their limits.
    USAGE(Kept.MONTH);

    /// How long it is kept.
    public enum Kept {
        /// Until nobody goes on with a job any more.
        DAYS,
        /// Longer than a month, for which usage counts and deliveries are shown.
        MONTH,
        /// For ever; each object is written once, or replaced all the time, so what was before counts
        /// nothing.
        STATE,
        /// For ever; people have set it, and may have overwritten it by mistake.
        SET,
        /// For ever, with all that was before.
        ALWAYS
    }

    private final Kept kept;

    WorkLayout(Kept kept) {
        this.kept = kept;
    }

    /// Those that are kept so, in the order of the table.
    public static Stream<WorkLayout> kept(Kept kept) {
        return Arrays.stream(values()).filter(folder -> folder.kept == kept);
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How its keys begin.
    public String folder() {
        return text() + "/";
    }

    /// A key in it, or a pattern of keys.
    public String key(String rest) {
        return folder() + rest;
    }

    /// The pattern of all its keys.
    public String all() {
        return key("*");
    }
}
