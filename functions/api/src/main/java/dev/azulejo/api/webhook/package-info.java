/// Makes, tests and rotates webhooks for callers, and shows the state of each event. Events are sent by
/// [dev.azulejo.api.delivery].
@NullMarked
package dev.azulejo.api.webhook;

import org.jspecify.annotations.NullMarked;
