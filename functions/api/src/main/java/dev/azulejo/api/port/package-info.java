/// The ports of the API, which differ between one machine and the cloud.
@NullMarked
package dev.azulejo.api.port;

import org.jspecify.annotations.NullMarked;
