/// Webhooks as callers see them: made, tried, rotated, and what has become of each event. What is sent is
/// [dev.azulejo.api.delivery]'s.
@NullMarked
package dev.azulejo.api.webhook;

import org.jspecify.annotations.NullMarked;
