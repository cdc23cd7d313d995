using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>A go.mod file.</summary>
/// <remarks>https://go.dev/ref/mod#go-mod-file.</remarks>
public sealed record GoMod
{
    /// <summary>Gets where it was read from.</summary>
    public required string File { get; init; }

    /// <summary>Gets the path of the module that it declares.</summary>
    public required string Module { get; init; }

    /// <summary>Gets the version of the <c>go</c> line; null when there is none (Go assumes 1.16).</summary>
    public string? GoVersion { get; init; }

    /// <summary>Gets the name of the <c>toolchain</c> line, such as <c>go1.24.4</c> or <c>default</c>; null when there is none.</summary>
    public string? Toolchain { get; init; }

    /// <summary>Gets the <c>godebug</c> settings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Godebug { get; init; } = [];

    /// <summary>Gets the <c>require</c> lines.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>Gets the module versions of the <c>exclude</c> lines.</summary>
    public IReadOnlyList<ModuleVersion> Exclusions { get; init; } = [];

    /// <summary>Gets the <c>replace</c> lines.</summary>
    public IReadOnlyList<Replacement> Replacements { get; init; } = [];

    /// <summary>Gets the <c>retract</c> lines.</summary>
    public IReadOnlyList<Retraction> Retractions { get; init; } = [];

    /// <summary>Gets the packages of the <c>tool</c> lines.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Gets the folders of the <c>ignore</c> lines.</summary>
    public IReadOnlyList<string> Ignores { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="file">The path.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="GoDockerException">Lines are malformed (<c>GDT1108</c>); all of them are named.</exception>
    public static async Task<GoMod> ReadAsync(string file, CancellationToken cancellationToken) =>
        Parse(file, await FileLexer.TextAsync(file, cancellationToken));

    /// <summary>Reads a file's text.</summary>
    /// <param name="file">The path to name in errors.</param>
    /// <param name="text">The text.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="GoDockerException">Lines are malformed (<c>GDT1108</c>); all of them are named.</exception>
    public static GoMod Parse(string file, string text)
    {
        var reader = new DirectiveReader(file, text);
        var parsed = new GoMod
        {
            File = file,
            Module = reader.Once("module", Directives.Module) ?? "",
            GoVersion = reader.Once("go", Directives.GoVersion),
            Toolchain = reader.Once("toolchain", Directives.Toolchain),
            Godebug = reader.Each("godebug", Directives.Godebug),
            Requirements = reader.Each("require", Directives.Requirement),
            Exclusions = reader.Each("exclude", Directives.Version),
            Replacements = reader.Each("replace", Directives.Replacement),
            Retractions = reader.Each("retract", Directives.Retraction),
            Tools = reader.Each("tool", Directives.Tool),
            Ignores = reader.Each("ignore", Directives.Folder),
        };
        if (!reader.Has("module"))
        {
            reader.Report(1, "there is no module line; a go.mod has one, such as 'module example.com/shop/orders'");
        }

        foreach (var replacement in parsed.Replacements)
        {
            var first = parsed.Replacements.First(other => other.OldPath == replacement.OldPath && other.OldVersion == replacement.OldVersion);
            if (first.NewPath != replacement.NewPath || first.NewVersion != replacement.NewVersion)
            {
                reader.Report(replacement.Line, $"line {first.Line} replaces {replacement.OldPath} by {first.NewPath}; only one of the two can be");
            }
        }

        reader.EnsureNothingElse(parsed.GoVersion);
        return parsed;
    }
}
