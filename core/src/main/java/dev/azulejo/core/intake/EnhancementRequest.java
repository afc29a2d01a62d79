package dev.azulejo.core.intake;

import dev.azulejo.core.option.OptionValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A program's request to enhance a source of the inbox, which states everything itself: no sidecar, folder
/// defaults or metadata count.
///
/// @param sender with `id` it identifies the event, however often it is delivered
/// @param sourceKey in the inbox
/// @param version the one to enhance; the current one where it is absent
/// @param recipe its name; `auto` where it is absent and no option names models
/// @param options by name, such as `quality`
/// @param destinationKey in the outbox; as for a dropped file where it is absent
public record EnhancementRequest(
        String sender,
        String id,
        String sourceKey,
        Optional<String> version,
        Optional<String> recipe,
        Map<String, OptionValue> options,
        Optional<String> destinationKey) {
    public EnhancementRequest {
        options = new LinkedHashMap<>(options);
    }
}
