package dev.azulejo.api.operator;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The amount of a tenant's data.
///
/// @param jobs that it has asked for and not deleted
/// @param openJobs that have not ended
/// @param uploads that are held
/// @param uploadBytes of these, as announced
@Schema(name = "HoldingView")
public record Holding(
        String tenant, int jobs, int openJobs, int uploads, long uploadBytes, int batches, int webhooks) {}
