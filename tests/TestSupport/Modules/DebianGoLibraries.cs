using GoDockerTasks.Io;

namespace GoDockerTasks.TestSupport.Modules;

/// <summary>Go libraries as Debian and Ubuntu package them: what build/setup/libraries.txt names, downloaded by <c>--setup</c>, never installed.</summary>
internal static class DebianGoLibraries
{
    private const string Folder = "/var/cache/godocker-setup/go-libraries";

    /// <summary>Unpacks each package into a folder of its own, named like the package's file: <c>NAME_VERSION_all</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">They have not been downloaded; it says how.</exception>
    public static async Task<IReadOnlyList<string>> UnpackAsync(string target, CancellationToken cancellationToken)
    {
        // The folder gets its name when it is complete.
        var packages = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.deb") : throw new DirectoryNotFoundException(
            "The Go libraries that real modules are made of are not here. Run './build.sh --target=Test --all --setup' as root;"
            + " build/setup/libraries.txt says what it downloads.");
        var unpacked = packages.Order(StringComparer.Ordinal)
            .Select(package => (Package: package, Folder: Path.Combine(target, Path.GetFileNameWithoutExtension(package))))
            .ToList();
        Directory.CreateDirectory(target);
        await Parallel.ForEachAsync(unpacked, cancellationToken, async (item, cancelled) =>
        {
            var result = await new ProcessRunner(TimeProvider.System).CaptureAsync(
                new ProcessSpec(Programs.Require("dpkg-deb"), ["--extract", item.Package, item.Folder]), cancelled);
            if (!result.Succeeded)
            {
                throw new InvalidOperationException($"dpkg-deb --extract {item.Package}: {result.Error}");
            }
        });

        return [.. unpacked.Select(item => item.Folder)];
    }
}
