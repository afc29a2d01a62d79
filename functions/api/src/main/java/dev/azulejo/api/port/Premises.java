package dev.azulejo.api.port;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import java.net.URI;

/// Where everything lies.
///
/// @param uploads where files lie that callers have brought, each under its tenant
/// @param results where results go, each under its tenant
/// @param mostUploadBytes how large a file may be
public record Premises(
        JobObjects objects, Places places, ModelCards models, URI uploads, URI results, long mostUploadBytes) {}
