package dev.azulejo.api.operator;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The result of one attempt to erase a tenant.
///
/// @param jobs that were erased now
/// @param uploads that were erased now
/// @param left jobs and uploads that are still there: their results are being delivered, or time was up. Erase again.
@Schema(name = "ErasedView")
public record Erased(String tenant, int jobs, int uploads, int left) {}
