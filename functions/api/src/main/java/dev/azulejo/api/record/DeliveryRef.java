package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import java.util.regex.Pattern;

/// The identity of one event on its way to one webhook.
///
/// @param event its id: letters, digits and hyphens, as it is part of keys
public record DeliveryRef(Tenant tenant, WebhookId webhook, String event) {
    private static final Pattern EVENT = Pattern.compile("[0-9a-z-]{1,64}");

    public DeliveryRef {
        if (!isEvent(event)) {
            throw new IllegalArgumentException("an event cannot be called " + event);
        }
    }

    public static boolean isEvent(String text) {
        return EVENT.matcher(text).matches();
    }
}
