package dev.azulejo.worker;

import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Writes the log of libraries as lines of the [EventLog].
final class LogHandler extends Handler {
    private final EventLog log;

    private LogHandler(EventLog log) {
        this.log = log;
        setLevel(Level.INFO);
    }

    /// Replaces the handlers that the JDK sets up.
    static void install(EventLog log) {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new LogHandler(log));
        Logger.getLogger("").setLevel(Level.INFO);
    }

    @Override
    public void publish(LogRecord line) {
        if (!isLoggable(line)) {
            return;
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("logger", String.valueOf(line.getLoggerName()));
        fields.put("message", message(line));
        if (line.getThrown() != null) {
            fields.put("stack", EventLog.stack(line.getThrown()));
        }
        log.write(level(line.getLevel()), "log", fields);
    }

    private static String message(LogRecord line) {
        var text = String.valueOf(line.getMessage());
        var parameters = line.getParameters();
        return parameters == null || parameters.length == 0 ? text : MessageFormat.format(text, parameters);
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        return level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
