import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The class loader that javac makes for the plugins of one compilation (`-XDprocloader`). It holds nothing itself and
/// asks one that all compilations of the JVM share, so that Error Prone and NullAway are loaded, and compiled by the
/// JVM, once for a build instead of twice for each module.
public final class OnePluginLoader extends URLClassLoader {
    private static final Map<List<String>, ClassLoader> SHARED = new ConcurrentHashMap<>();

    public OnePluginLoader(URL[] path, ClassLoader parent) {
        super(new URL[0], shared(path, parent));
    }

    private static ClassLoader shared(URL[] path, ClassLoader parent) {
        var key = Stream.of(path).map(URL::toString).toList(); // a URL's own equals would ask the network
        return SHARED.computeIfAbsent(key, any -> new URLClassLoader(path, parent));
    }
}
