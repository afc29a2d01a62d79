package com.example.table;

import dev.azulejo.storage.Keys;
import dev.azulejo.storage.Metadata;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.PendingBytes;
import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUnavailable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Objects as rows of a database, each small enough for memory. Thread-safe, and safe between processes: the database
/// decides every precondition.
public final class TableStorage implements Storage {
    /// The table: paths are bytes, so that the database has the order of [Keys#ORDER]. A version names one
    /// write.
    private static final String TABLE = "create table if not exists objects (path varbinary(1024) primary key,"
            + " version varchar(36), bytes blob, modified timestamp(6) with time zone, metadata varchar(3000))";

    private final Database database;

    /// Opens connections, such as `() -> DriverManager.getConnection(url)`, or a pool.
    public interface Database {
        Connection getConnection() throws SQLException;
    }

    public TableStorage(Database database) {
        this.database = database;
        update("the table", TABLE);
    }

    private record Row(byte[] bytes, ObjectStat stat) {}

    @Override
    public InputStream read(String key) {
        return new ByteArrayInputStream(row(key).bytes());
    }

    @Override
    public InputStream readVersion(String key, String version) {
        var row = row(key);
        if (!row.stat().etag().equals(version)) {
            throw new NoSuchObject("%s is no longer the version %s".formatted(key, version), null);
        }
        return new ByteArrayInputStream(row.bytes());
    }

    @Override
    public byte[] readRange(String key, long offset, int length) {
        var bytes = row(key).bytes();
        Objects.checkFromIndexSize(offset, length, (long) bytes.length);
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }

    @Override
    public Optional<ObjectStat> stat(String key) {
        return rows(key, "where path = ?", path(key)).stream().map(Row::stat).findFirst();
    }

    @Override
    public String version(String key) {
        return row(key).stat().etag();
    }

    @Override
    public PendingObject write(String key, Map<String, String> metadata) {
        return new PendingBytes(this::commit, Keys.checked(key), Metadata.checked(metadata));
    }

    /// Writes in one statement each, so that no other write comes between check and change.
    private boolean commit(String key, byte[] bytes, Map<String, String> metadata, Precondition precondition) {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var version = UUID.randomUUID().toString();
        var text = metadata.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
        return switch (precondition) {
            case Precondition.None() -> {
                while (update(key, "merge into objects values (?, ?, ?, ?, ?)", path(key), version, bytes, now, text)
                        == 0) {} // again, where two made it at once
                yield true;
            }
            case Precondition.Absent() ->
                update(key, "insert into objects values (?, ?, ?, ?, ?)", path(key), version, bytes, now, text) > 0;
            case Precondition.Matches(var etag) ->
                update(
                                key,
                                "update objects set version = ?, bytes = ?, modified = ?, metadata = ? where path = ? and version = ?",
                                version,
                                bytes,
                                now,
                                text,
                                path(key),
                                etag)
                        > 0;
        };
    }

    @Override
    public Stream<ObjectStat> list(String prefix) {
        var from = Keys.checkedPrefix(prefix).getBytes(StandardCharsets.UTF_8);
        var to = Arrays.copyOf(from, from.length + 1);
        to[from.length] = (byte) 0xff; // no byte of UTF-8
        return rows(prefix, "where path >= ? and path < ? order by path", from, to).stream()
                .map(Row::stat);
    }

    @Override
    public void delete(String key) {
        update(key, "delete from objects where path = ?", path(key));
    }

    private static byte[] path(String key) {
        return Keys.checked(key).getBytes(StandardCharsets.UTF_8);
    }

    private Row row(String key) {
        return rows(key, "where path = ?", path(key)).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchObject("the table has no " + key, null));
    }

    private List<Row> rows(String key, String where, byte[]... paths) {
        try (var connection = database.getConnection();
                var statement = prepared(
                        connection, "select path, version, bytes, modified, metadata from objects " + where, (Object[])
                                paths);
                var found = statement.executeQuery()) {
            var rows = new ArrayList<Row>();
            while (found.next()) {
                rows.add(row(found));
            }
            return rows;
        } catch (SQLException e) {
            throw new StorageUnavailable("could not read %s: %s".formatted(key, e.getMessage()), e);
        }
    }

    private static Row row(ResultSet found) throws SQLException {
        var bytes = found.getBytes(3);
        var metadata = found.getString(5)
                .lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
        return new Row(
                bytes,
                new ObjectStat(
                        new String(found.getBytes(1), StandardCharsets.UTF_8),
                        bytes.length,
                        found.getObject(4, OffsetDateTime.class).toInstant(),
                        found.getString(2),
                        metadata));
    }

    private int update(String key, String sql, Object... values) {
        try (var connection = database.getConnection();
                var statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException e) {
            return 0; // it is there
        } catch (SQLException e) {
            throw new StorageUnavailable("could not write %s: %s".formatted(key, e.getMessage()), e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int number = 0; number < values.length; number++) {
            statement.setObject(number + 1, values[number]);
        }
        return statement;
    }
}
