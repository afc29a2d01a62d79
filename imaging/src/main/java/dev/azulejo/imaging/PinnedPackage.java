package dev.azulejo.imaging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A published package that holds libvips as one shared library, known by its checksum. Packages are named,
/// never addressed: which registry serves them is the affair of the client and its settings.
///
/// @param checksum of the package file: `sha512-` and base64, as npm writes it, or `sha256:` and hex, as pip does
/// @param entry the library's name inside the package
record PinnedPackage(Client client, String platform, String requirement, String checksum, String entry) {
    enum Client {
        NPM,
        PIP
    }

    private static final String NPM_VERSION = "1.3.4";
    private static final String PIP_REQUIREMENT = "pyvips-binary==8.18.7";
    private static final String NPM_LINUX_ENTRY = "package/lib/libvips-cpp.so.8.18.7";
    private static final String NPM_DARWIN_ENTRY = "package/lib/libvips-cpp.8.18.7.dylib";
    private static final String PIP_LINUX_ENTRY = "pyvips_binary.libs/libvips-*.so.42";
    private static final String PIP_DARWIN_ENTRY = "pyvips_binary.dylibs/libvips.42.dylib";

    private static final List<PinnedPackage> ALL = List.of(
            npm(
                    "linux-x64",
                    "sha512-GJ//SSXbnwSDes02umB3nDJLFcQzw8a18V8fyhqr6tV515tOEMdImjjxj1AoafMRz56F3PHgftnj1QEKSU1zkw=="),
            npm(
                    "linux-arm64",
                    "sha512-Y3dgX/6lE2QhQb+Gxy0WZxfg9MEm/JBjamZpS2IklP7xIQoKN4hzAm7KcMVGtaVDt3neE9OKBC7vAfonA/Lr1A=="),
            npm(
                    "linuxmusl-x64",
                    "sha512-6zXKeE/p39I1AmA3cJG35eyBGNqNddLnUXjhwBnsGjFPWqf5VKkDBEqaEkPDoTEtkxwi2vv8Tcr2mDyP4So7Fg=="),
            npm(
                    "linuxmusl-arm64",
                    "sha512-hvulFwtjUcagsis6BBxHwGFwWoNZjgYmULGVrZcyfNbjA8hKILbRxGg15/7w5HDyXHXUos/j6baAWqnCyQ2DWA=="),
            npm(
                    "darwin-arm64",
                    "sha512-5R89nBYiRdUlSWJxPhO+GVtaXzXSxKnRu/xqMn3KTA3L9EB9Oy/P+Nn2f2vlhPuUdy/Zusb2DarbyTpGCfEDuw=="),
            npm(
                    "darwin-x64",
                    "sha512-iR2OKH80yi0U+dUplyh3/xdpFvps6YkCwsXenIJxqxR1v9o+xtKTGbS9H7cps+2Vxjc8B1j96p75NmTGjIhtpQ=="),
            pip("linux-x64", "sha256:312046c567abd89ce577ccb0dda8c8cbd9f37d520d5246290cdf8e114e91fbfc"),
            pip("linux-arm64", "sha256:a30a8b22b21e3063648b11796e75845c8e1cc71b2fb22c5fb1b2dc5ac4ed723d"),
            pip("linuxmusl-x64", "sha256:62db93b5c627c6c88db1fdc080c218bcb23787dd406aa463d3dbad681e0d23cc"),
            pip("linuxmusl-arm64", "sha256:9ec74d333373faf263000a754413ea58ab44b7c4085e66fdc196bf6fc0e899eb"),
            pip("darwin-arm64", "sha256:4531cfbda41534b22d2824287ab2dd3aa696bc18bce1abf4560d73c047f4dd81"),
            pip("darwin-x64", "sha256:f7678611d18b7b40e2a90062412b7efc49d436fe21d9bfd4f82ac8e09285693f"));

    private static PinnedPackage npm(String platform, String checksum) {
        var requirement = "@img/sharp-libvips-%s@%s".formatted(platform, NPM_VERSION);
        var entry = platform.startsWith("darwin") ? NPM_DARWIN_ENTRY : NPM_LINUX_ENTRY;
        return new PinnedPackage(Client.NPM, platform, requirement, checksum, entry);
    }

    private static PinnedPackage pip(String platform, String checksum) {
        var entry = platform.startsWith("darwin") ? PIP_DARWIN_ENTRY : PIP_LINUX_ENTRY;
        return new PinnedPackage(Client.PIP, platform, PIP_REQUIREMENT, checksum, entry);
    }

    /// Those for this machine, the preferred one first; none for a platform that nobody packs for.
    static List<PinnedPackage> forThisMachine() {
        return forPlatform(thisPlatform());
    }

    /// Those for `platform`, named as npm does.
    static List<PinnedPackage> forPlatform(String platform) {
        return ALL.stream().filter(pinned -> pinned.platform.equals(platform)).toList();
    }

    private static String thisPlatform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        // musl's loader lies at a path that its ABI fixes; a machine with glibc has none of that name.
        boolean musl = Files.exists(Path.of("/lib/ld-musl-%s.so.1".formatted(arm ? "aarch64" : "x86_64")));
        var family = system.startsWith("mac") ? "darwin" : system + (musl ? "musl" : "");
        return family + (arm ? "-arm64" : "-x64");
    }

    /// The call that leaves the package file in the current folder.
    List<String> fetchCommand() {
        return switch (client) {
            case NPM -> List.of("npm", "pack", "--silent", "--ignore-scripts", requirement);
            case PIP ->
                List.of("python3", "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", requirement);
        };
    }

    /// The name of a folder for what is unpacked from it.
    String folderName() {
        return requirement.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^-", "") + "-" + platform;
    }
}
