package dev.azulejo.core.job.key;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/// The folders of the work place, and how long the cloud keeps the objects in each: code, roles and rules
/// of buckets read this table. (The memory of API callers and connected drives lies there, too.)
public enum WorkLayout {
    /// What people vote on.
    ARENAS(Kept.ALWAYS),
    /// Keys and limits of tenants.
    ACCESS(Kept.SET),
    /// Deliveries that are on their way to webhooks.
    DELIVERIES(Kept.MONTH),
    /// The jobs whose results go at a time.
    EXPIRING(Kept.STATE),
    /// The workers that there are, and the work planned for them.
    FLEET(Kept.DAYS),
    /// The webhooks that are told of ends.
    HOOKS(Kept.SET),
    /// The job that was made of each file that came.
    INTAKE(Kept.DAYS),
    /// Jobs, as [JobKeys] has them.
    JOBS(Kept.DAYS),
    /// How far each route has come.
    ROUTES(Kept.STATE),
    /// The files that routes have copied.
    DRIVES(Kept.STATE),
    /// The jobs that are about to show a result, by destination.
    SHOWING(Kept.DAYS),
    /// The files and jobs of callers of the API.
    TENANTS(Kept.DAYS),
    /// Copies that are under way.
    TRANSFERS(Kept.DAYS),
    /// Files that callers have uploaded.
    UPLOADS(Kept.DAYS),
    /// The usage of tenants, counted against their limits.
    USAGE(Kept.MONTH);

    /// How long the objects of a folder are kept.
    public enum Kept {
        /// Until no job can still need them.
        DAYS,
        /// For more than a month, the time for which usage counts and deliveries are shown.
        MONTH,
        /// For ever; each object is written once, or replaced so often that earlier versions do not matter.
        STATE,
        /// For ever; people have set it, and may have overwritten it by mistake.
        SET,
        /// For ever, with all earlier versions.
        ALWAYS
    }

    private final Kept kept;

    WorkLayout(Kept kept) {
        this.kept = kept;
    }

    /// The folders kept in one way, in the order of the table.
    public static Stream<WorkLayout> kept(Kept kept) {
        return Arrays.stream(values()).filter(folder -> folder.kept == kept);
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String folder() {
        return text() + "/";
    }

    public String key(String rest) {
        return folder() + rest;
    }

    /// The pattern of all the folder's keys.
    public String all() {
        return key("*");
    }
}
