package com.example.table;

import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.StorageContract;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

class TableStorageTest extends StorageContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final JdbcConnectionPool pool = JdbcConnectionPool.create(
            "jdbc:h2:mem:%d;DB_CLOSE_DELAY=-1".formatted(DATABASES.incrementAndGet()), "sa", "");

    @Override
    public Storage emptyStorage() {
        return new TableStorage(pool::getConnection);
    }

    @AfterEach
    void close() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
        pool.dispose();
    }
}
