package dev.azulejo.imaging.fetch;

import dev.azulejo.core.local.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A published package that holds libvips as one shared library, identified by its checksum. Packages are
/// named, never addressed: the client and its settings decide which registry serves them.
///
/// @param checksum of the package file: `sha512-` and base64, as npm writes it, or `sha256:` and hex, as pip does
/// @param entry the library's name inside the package
/// @param librarySha256 of the library itself, in hex: it identifies the file in a cache
record PinnedPackage(
        Client client, String platform, String requirement, String checksum, String entry, String librarySha256) {
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
                    "sha512-GJ//SSXbnwSDes02umB3nDJLFcQzw8a18V8fyhqr6tV515tOEMdImjjxj1AoafMRz56F3PHgftnj1QEKSU1zkw==",
                    "4aa73553408c3964071728f4a231a8e86918e39bc49f1fbae75355f7ea933ea9"),
            npm(
                    "linux-arm64",
                    "sha512-Y3dgX/6lE2QhQb+Gxy0WZxfg9MEm/JBjamZpS2IklP7xIQoKN4hzAm7KcMVGtaVDt3neE9OKBC7vAfonA/Lr1A==",
                    "97c2ae9a663cd3de58a34d68820994e49e0e261fddbd4616bd726a72610bbc8f"),
            npm(
                    "linuxmusl-x64",
                    "sha512-6zXKeE/p39I1AmA3cJG35eyBGNqNddLnUXjhwBnsGjFPWqf5VKkDBEqaEkPDoTEtkxwi2vv8Tcr2mDyP4So7Fg==",
                    "979b625437190a1970b835164e0e30d47dc60159ce6a394ce78cc40cb9d59ab8"),
            npm(
                    "linuxmusl-arm64",
                    "sha512-hvulFwtjUcagsis6BBxHwGFwWoNZjgYmULGVrZcyfNbjA8hKILbRxGg15/7w5HDyXHXUos/j6baAWqnCyQ2DWA==",
                    "26e2e3405ac4e9ad4dbad4d5ac60a448a76561388782104492aa15fe3a0c0509"),
            npm(
                    "darwin-arm64",
                    "sha512-5R89nBYiRdUlSWJxPhO+GVtaXzXSxKnRu/xqMn3KTA3L9EB9Oy/P+Nn2f2vlhPuUdy/Zusb2DarbyTpGCfEDuw==",
                    "c1a5b5633b21aeb8a229abf7d062e07e4d778c0b44ed43cd1f93362bda58c322"),
            npm(
                    "darwin-x64",
                    "sha512-iR2OKH80yi0U+dUplyh3/xdpFvps6YkCwsXenIJxqxR1v9o+xtKTGbS9H7cps+2Vxjc8B1j96p75NmTGjIhtpQ==",
                    "fb2101ad991f683a46204ea0ac96a4269c4c93ecef023a0f841c93ebc9843353"),
            pip(
                    "linux-x64",
                    "sha256:312046c567abd89ce577ccb0dda8c8cbd9f37d520d5246290cdf8e114e91fbfc",
                    "1da07740a2d055c5d1d352e69fd34a09525410c48603384021eb264018d9ac87"),
            pip(
                    "linux-arm64",
                    "sha256:a30a8b22b21e3063648b11796e75845c8e1cc71b2fb22c5fb1b2dc5ac4ed723d",
                    "dd3a2c1d1e1bc47449480f7f37d3d633e8907ed3c0e9d12b99bb0bbdfe1731d1"),
            pip(
                    "linuxmusl-x64",
                    "sha256:62db93b5c627c6c88db1fdc080c218bcb23787dd406aa463d3dbad681e0d23cc",
                    "e6963810a1ce6edf0fa1d00e25bcb749aa00b14fc840a99a104381b5505ad7da"),
            pip(
                    "linuxmusl-arm64",
                    "sha256:9ec74d333373faf263000a754413ea58ab44b7c4085e66fdc196bf6fc0e899eb",
                    "37c7dea618b949c6263c1fb08c59cd34dd699de25c04515a6f86af7d83c4dae4"),
            pip(
                    "darwin-arm64",
                    "sha256:4531cfbda41534b22d2824287ab2dd3aa696bc18bce1abf4560d73c047f4dd81",
                    "02578b12dc0f6a160f90f419955bbe4c2d2d2ff271c381d9dc08eb22a09b61a5"),
            pip(
                    "darwin-x64",
                    "sha256:f7678611d18b7b40e2a90062412b7efc49d436fe21d9bfd4f82ac8e09285693f",
                    "35254ab1c2f331721f65131bc4993e959882dc2c28590b2a8e639734cc8982e8"));

    private static PinnedPackage npm(String platform, String checksum, String librarySha256) {
        var requirement = "@img/sharp-libvips-%s@%s".formatted(platform, NPM_VERSION);
        var entry = platform.startsWith("darwin") ? NPM_DARWIN_ENTRY : NPM_LINUX_ENTRY;
        return new PinnedPackage(Client.NPM, platform, requirement, checksum, entry, librarySha256);
    }

    private static PinnedPackage pip(String platform, String checksum, String librarySha256) {
        var entry = platform.startsWith("darwin") ? PIP_DARWIN_ENTRY : PIP_LINUX_ENTRY;
        return new PinnedPackage(Client.PIP, platform, PIP_REQUIREMENT, checksum, entry, librarySha256);
    }

    /// The packages for this machine, the preferred one first; none for a platform without a package.
    static List<PinnedPackage> forThisMachine() {
        return forPlatform(thisPlatform());
    }

    /// The packages for `platform`, in npm's naming.
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

    /// The command that leaves the package file in the current folder. Offline it fails within seconds: npm
    /// would wait for half a minute before it tries again.
    List<String> fetchCommand() {
        return switch (client) {
            case NPM ->
                List.of("npm", "pack", "--silent", "--ignore-scripts", "--fetch-retry-mintimeout=500", requirement);
            case PIP -> CommandRunner.pipDownload(requirement);
        };
    }

    /// The name of a folder for the unpacked files of the package.
    String folderName() {
        return requirement.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^-", "") + "-" + platform;
    }

    /// The name of the single library file, where it is put beside the program.
    String fileName() {
        return folderName() + ".so";
    }
}
