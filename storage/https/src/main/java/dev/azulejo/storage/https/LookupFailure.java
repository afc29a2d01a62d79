package dev.azulejo.storage.https;

import java.net.UnknownHostException;

/// Thrown when the addresses of a name could not be resolved for now: the name may be valid, and trying
/// again may help.
final class LookupFailure extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    LookupFailure(String name) {
        super(name);
    }
}
