package dev.azulejo.api.upload;

import dev.azulejo.api.port.AllowedPlaces;
import dev.azulejo.api.port.Web;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.https.RefusedAddress;
import dev.azulejo.storage.https.WebAddress;
import jakarta.inject.Singleton;

/// Finds files that lie elsewhere. Thread-safe.
@Singleton
public class Origins {
    private final Web web;
    private final AllowedPlaces places;

    public Origins(Web web, AllowedPlaces places) {
        this.web = web;
        this.places = places;
    }

    public Origin onWeb(String address) throws RefusedAddress {
        return new WebOrigin(web, WebAddress.parse(address));
    }

    /// @throws StorageDenied when it is in none of the tenant's places
    public Origin stored(Tenant tenant, String uri) {
        return places.readable()
                .flatMap(place -> place.file(tenant.id(), uri).stream())
                .findFirst()
                .<Origin>map(file -> new StoredOrigin(places.source(file.place()), file, uri))
                .orElseThrow(() -> StoredOrigin.none(null));
    }

    /// Finds a file by its [Origin#text], maybe before a restart: it may no longer be allowed.
    Origin again(Tenant tenant, String text) throws RefusedAddress {
        return text.startsWith("http") ? onWeb(text) : stored(tenant, text);
    }
}
