package dev.azulejo.server;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiTenancyContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Every operation of the document, with the names of another tenant's things.
class ForeignThingsIT extends ApiTenancyContract {
    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    private static Served ana;
    private static Served ben;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
        ana = served.as(Served.key(data, "ana"));
        ben = served.as(Served.key(data, "ben"));
    }

    @Override
    protected ApiCaller ana() {
        return ana;
    }

    @Override
    protected ApiCaller ben() {
        return ben;
    }

    @Override
    protected String anasTenant() {
        return "ana";
    }
}
