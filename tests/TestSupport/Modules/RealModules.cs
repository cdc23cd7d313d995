using System.IO.Compression;
using System.Text;
using GoDockerTasks.Modules;

namespace GoDockerTasks.TestSupport.Modules;

/// <summary>More than a hundred modules that others wrote as a GOPROXY folder, and a service that imports them.</summary>
/// <remarks>
/// They are the Go libraries of this machine's Debian or Ubuntu, which has one version of each. So the requirements in
/// their go.mod files name the versions that are here, and their checksums are not those of the rest of the world. All
/// else is as the authors wrote it and the distribution patched it.
/// </remarks>
public sealed class RealModules
{
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, RealModule> modules;

    private RealModules(string folder, Dictionary<string, RealModule> modules) =>
        (Proxy, this.modules) = (Path.Combine(folder, "proxy"), modules);

    /// <summary>Gets the folder that serves as a proxy.</summary>
    public string Proxy { get; }

    /// <summary>Makes the proxy; takes some ten seconds and a gigabyte in the folder.</summary>
    /// <exception cref="DirectoryNotFoundException">The libraries have not been downloaded; it says how.</exception>
    public static async Task<RealModules> MakeAsync(string folder, CancellationToken cancellationToken = default)
    {
        var packages = await DebianGoLibraries.UnpackAsync(Path.Combine(folder, "packages"), cancellationToken);
        var modules = packages.SelectMany(RealModule.In).DistinctBy(module => module.Module.Path).ToDictionary(module => module.Module.Path);
        var made = new RealModules(folder, modules);
        Parallel.ForEach(modules.Values, new() { CancellationToken = cancellationToken }, made.Publish);
        return made;
    }

    /// <summary>Writes a service that imports one package of each module, if it compiles; go.mod and go.sum are what the real <c>go</c> makes of it.</summary>
    /// <returns>The packages that it imports.</returns>
    public Task<IReadOnlyList<string>> WriteServiceAsync(string folder, CancellationToken cancellationToken = default)
    {
        var packages = modules.Values.Select(module => module.FirstPackage()).OfType<string>();
        return new RealService(folder, RealGo.Only(Proxy)).WriteAsync([.. modules.Values.Select(module => module.Module)], [.. packages], cancellationToken);
    }

    private void Publish(RealModule module)
    {
        var target = Path.Combine(Proxy, module.Module.Escaped);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var goMod = GoModOf(module);
        File.WriteAllText(target + ".mod", goMod);
        File.WriteAllText(target + ".info", $$"""{"Version":"{{module.Module.Version}}"}""");
        File.WriteAllText(
            Path.Combine(Path.GetDirectoryName(target)!, "list"),
            PseudoVersion.Is(module.Module.Version) ? "" : module.Module.Version + "\n");
        using var zip = ZipFile.Open(target + ".zip", ZipArchiveMode.Create);
        if (module.GoMod is not null)
        {
            Add(zip, module.Module.ZipPrefix + "go.mod", Encoding.UTF8.GetBytes(goMod));
        }

        foreach (var (file, name) in module.Files())
        {
            Add(zip, module.Module.ZipPrefix + name, File.ReadAllBytes(file));
        }
    }

    private string GoModOf(RealModule module)
    {
        var text = new StringBuilder($"module {module.Module.Path}\n");
        if (module.GoMod is { } goMod)
        {
            text.Append(goMod.GoVersion is null ? "" : $"\ngo {goMod.GoVersion}\n");
            foreach (var requirement in goMod.Requirements.Where(requirement => modules.ContainsKey(requirement.Module.Path)))
            {
                var here = modules[requirement.Module.Path].Module;
                text.Append($"\nrequire {here.Path} {here.Version}{(requirement.IsIndirect ? " // indirect" : "")}\n");
            }
        }

        return text.ToString();
    }

    // Each time the same bytes, from the same package.
    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = EntryTime;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
