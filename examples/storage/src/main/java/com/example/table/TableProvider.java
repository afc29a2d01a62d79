package com.example.table;

import dev.azulejo.storage.Source;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.StorageSettings;
import java.net.URI;
import java.sql.DriverManager;

/// Opens `table:/`: the table in the database that the environment names, by `TABLE_URL=jdbc:…`.
public final class TableProvider implements StorageProvider {
    @Override
    public String scheme() {
        return "table";
    }

    @Override
    public Source open(URI place, StorageSettings settings) {
        var url = System.getenv("TABLE_URL");
        if (url == null || !"/".equals(place.getPath()) || place.getAuthority() != null) {
            throw new StorageDenied("%s needs TABLE_URL=jdbc:…, and is written table:/".formatted(place), null);
        }
        return new TableStorage(() -> DriverManager.getConnection(url));
    }
}
