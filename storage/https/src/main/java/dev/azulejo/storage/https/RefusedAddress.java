package dev.azulejo.storage.https;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.web.Lasting;
import java.net.UnknownHostException;

/// An address that is not spoken to, whoever asks: it is written in a way that can be misread, or it leads
/// to where the public internet does not. Also one whose name nobody knows: the difference would tell what
/// names a network has. Nothing was sent. The message may be shown to whoever named the address.
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
