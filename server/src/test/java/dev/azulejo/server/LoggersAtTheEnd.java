package dev.azulejo.server;

import java.util.List;
import org.slf4j.LoggerFactory;

/// Runs the command of this build, and says at its end which of some loggers were on: a process of its own, as the
/// loggers of a test are others.
final class LoggersAtTheEnd {
    private static final List<String> NAMES = List.of(
            "org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers", "software.amazon.awssdk.request");

    private LoggersAtTheEnd() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> NAMES.forEach(name -> {
                    var logger = LoggerFactory.getLogger(name);
                    System.out.printf("%s debug=%s error=%s%n", name, logger.isDebugEnabled(), logger.isErrorEnabled());
                })));
        Main.main(arguments);
    }
}
