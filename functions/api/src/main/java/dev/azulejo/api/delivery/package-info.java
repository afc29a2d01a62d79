/// Delivers events to webhooks: what is due, what is sent, what an answer means. It knows no server and has
/// no threads. START HERE: [dev.azulejo.api.delivery.Deliveries].
@NullMarked
package dev.azulejo.api.delivery;

import org.jspecify.annotations.NullMarked;
