package dev.azulejo.storage.https;

import java.net.UnknownHostException;

/// Nobody could be asked for the addresses of a name, or nobody has answered: it may be a good one, and
/// trying again may help.
final class LookupFailure extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    LookupFailure(String name) {
        super(name);
    }
}
