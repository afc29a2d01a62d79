package dev.azulejo.local.keyring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Programs that keep secrets in files, and answer as the real ones do (tried by hand: secret-tool 0.20.5 with GNOME
/// Keyring 42; the pages of `security`).
final class Programs {
    /// `secret-tool store --label=… service azulejo id ID`, `lookup …`, `clear …`.
    private static final String SECRET_TOOL = """
            #!/bin/sh
            [ ! -e '%1$s.broken' ] || { echo 'secret-tool: Cannot autolaunch D-Bus without X11 $DISPLAY' >&2; exit 1; }
            command=$1; shift
            case $1 in --label=*) shift ;; esac
            [ "$1 $2 $3" = "service azulejo id" ] || { echo usage >&2; exit 2; }
            case $command in
              store) cat >'%1$s.'"$4" ;;
              lookup) cat '%1$s.'"$4" 2>/dev/null || exit 1 ;; # one look: another may clear it meanwhile
              clear) [ -e '%1$s.'"$4" ] || exit 1; rm '%1$s.'"$4" ;;
              *) exit 2 ;;
            esac
            """;

    /// `security -i`, which reads `add-generic-password …`; `find-generic-password …`, `delete-generic-password …`.
    private static final String SECURITY = """
            #!/bin/sh
            [ ! -e '%1$s.broken' ] || { echo 'security: SecKeychainSearchCopyNext: locked' >&2; exit 36; }
            if [ "$1" = -i ]; then
              read -r command s service a account w text
              [ "$command $s $service $a $w" = "add-generic-password -s azulejo -a -w" ] || exit 2
              printf '%%s' "$text" >'%1$s.'"$account"
              exit 0
            fi
            [ "$2 $3 $4" = "-s azulejo -a" ] || exit 2
            case $1 in
              find-generic-password) [ "$6" = -w ] || exit 2; cat '%1$s.'"$5" 2>/dev/null && echo ;;
              delete-generic-password) rm '%1$s.'"$5" 2>/dev/null ;;
              *) exit 2 ;;
            esac || { echo 'The specified item could not be found in the keychain.' >&2; exit 44; }
            """;

    private Programs() {}

    static Keyring secretTool(Path folder) {
        return new SecretTool(program(folder, "secret-tool", SECRET_TOOL));
    }

    static Keyring security(Path folder) {
        return new MacKeychain(program(folder, "security", SECURITY));
    }

    /// Nobody answers from now on.
    static void breakAll(Path folder) {
        for (var name : new String[] {"secret-tool", "security"}) {
            write(folder.resolve("kept-by-" + name + ".broken"), "");
        }
    }

    private static String program(Path folder, String name, String script) {
        var program = folder.resolve(name);
        write(program, script.formatted(folder.resolve("kept-by-" + name)));
        try {
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return program.toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
