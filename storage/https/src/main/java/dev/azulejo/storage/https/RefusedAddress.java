package dev.azulejo.storage.https;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.web.Lasting;
import java.net.UnknownHostException;

/// Thrown for an address that is never contacted: it can be misread, or it leads outside the public
/// internet. Also for an unknown name, because the difference would reveal the names of a network. Nothing
/// was sent. The message may be shown to the user who named the address.
public final class RefusedAddress extends UnknownHostException implements Lasting {
    private static final long serialVersionUID = 1L;

    public RefusedAddress(String message) {
        super(message);
    }

    @Override
    public StorageDenied failure() {
        return new StorageDenied(String.valueOf(getMessage()), this);
    }
}
