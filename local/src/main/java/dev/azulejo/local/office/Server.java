package dev.azulejo.local.office;

import dev.azulejo.core.plan.Limits;
import dev.azulejo.imaging.child.ChildLimits;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.Machine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The server that `azulejo serve` starts. Its libraries are large, and no other command needs them, so it
/// is a build of its own that is found when it is there.
public interface Server {
    /// Serves until the process is told to end.
    ExitCode serve(Settings settings);

    /// A resource that only a build with the server has.
    ///
    /// @param command for which it is wanted
    static <T> T inThisBuild(Class<T> type, String command) {
        return ServiceLoader.load(type)
                .findFirst()
                .orElseThrow(() -> ExitCode.USAGE.failure("the server is not in this build; run ./azulejo " + command));
    }

    /// The share of the server that one client may take.
    ///
    /// @param connectionsPerAddress that may be open
    /// @param transfersPerTenant files that may be on their way in, and as many on their way out
    record Crowd(int connectionsPerAddress, int transfersPerTenant) {}

    /// @param host the address to listen on
    /// @param port 0 for any that is free
    /// @param data where jobs, uploads and results are kept
    /// @param children limits of the decoder process
    /// @param mostUploadBytes how large an upload may be
    /// @param allowedNetworks private networks that files may be read from, as they were written
    /// @param allowedPlaces that files may be read from, or results be put into, as they were written
    /// @param arenas that judges are let in to, as they were written
    /// @param publicUrl by which clients know the server, as it was written
    /// @param allowedOrigins of pages that may use the API, as they were written
    /// @param besideAnother whether another server may use the folder as well
    /// @param endAtOnce whether to end as soon as it listens
    record Settings(
            String host,
            int port,
            Path data,
            LocalConfig config,
            Machine machine,
            Limits limits,
            ChildLimits children,
            long mostUploadBytes,
            List<String> allowedNetworks,
            List<String> allowedPlaces,
            List<String> arenas,
            Crowd crowd,
            Optional<String> publicUrl,
            List<String> allowedOrigins,
            boolean besideAnother,
            boolean endAtOnce,
            PrintWriter out) {}
}
