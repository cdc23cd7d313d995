using GoDockerTasks.Modules;

namespace GoDockerTasks.TestSupport.Modules;

/// <summary>A module that others wrote, as one of Debian's packages has it.</summary>
/// <param name="Module">Its path, and the version that its package's version says.</param>
/// <param name="Folder">Its root.</param>
/// <param name="GoMod">Its go.mod; null for code from before modules.</param>
internal sealed record RealModule(ModuleVersion Module, string Folder, GoMod? GoMod)
{
    private const string Sources = "usr/share/gocode/src";

    /// <summary>Finds the modules of an unpacked package: one for each go.mod, or, without any, one for all of its code.</summary>
    public static IEnumerable<RealModule> In(string package)
    {
        var sources = Path.Combine(package, Sources);
        if (!Directory.Exists(sources))
        {
            return [];
        }

        var version = new DebianVersion(Path.GetFileName(package).Split('_')[1]);
        var goMods = SourceTree.Files(sources, folder => Path.GetFileName(folder) != "testdata")
            .Where(file => Path.GetFileName(file) == "go.mod")
            .ToList();
        return goMods.Count > 0
            ? goMods.Select(file => WithGoMod(sources, file, version)).OfType<RealModule>()
            : WithoutGoMod(sources, version);
    }

    /// <summary>Gives the files of its zip; nested modules are modules of their own.</summary>
    public IEnumerable<(string File, string Name)> Files() => SourceTree
        .Files(Folder, folder => !File.Exists(Path.Combine(folder, "go.mod")))
        .Select(file => (File: file, Name: Path.GetRelativePath(Folder, file)))
        .Where(file => file.Name is not ("go.mod" or "go.sum" or "go.work") && ModulePath.FileProblem(file.Name) is null)
        .DistinctBy(file => file.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the package nearest to the root that can be imported.</summary>
    public string? FirstPackage() => Files()
        .Where(file => GoFile.IsLibrary(file.File, file.Name))
        .Select(file => Path.GetDirectoryName(file.Name)!)
        .OrderBy(folder => folder.Count(letter => letter == '/') + Math.Sign(folder.Length))
        .ThenBy(folder => folder, StringComparer.Ordinal)
        .Select(folder => folder.Length == 0 ? Module.Path : $"{Module.Path}/{folder}")
        .FirstOrDefault();

    // Debian may have /v2 in a folder without it, and patch the imports. Any other place is a copy that means something else.
    private static RealModule? WithGoMod(string sources, string file, DebianVersion version)
    {
        var goMod = GoMod.Parse(file, File.ReadAllText(file));
        var folder = Path.GetDirectoryName(file)!;
        var place = Path.GetRelativePath(sources, folder);
        return ModulePath.TrySplitVersion(goMod.Module, out var prefix, out _) && (place == goMod.Module || place == prefix)
            ? new(version.Of(goMod.Module, hasGoMod: true), folder, goMod)
            : null;
    }

    private static IEnumerable<RealModule> WithoutGoMod(string sources, DebianVersion version)
    {
        var folder = sources;
        while (Directory.GetFiles(folder).Length == 0 && SourceTree.Folders(folder).ToList() is [var only])
        {
            folder = only;
        }

        var path = Path.GetRelativePath(sources, folder);
        return ModulePath.Problem(path) is null ? [new(version.Of(path, hasGoMod: false), folder, null)] : [];
    }
}
