using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>A go.work file.</summary>
/// <remarks>https://go.dev/ref/mod#go-work-file.</remarks>
public sealed record GoWork
{
    /// <summary>Gets where it was read from.</summary>
    public required string File { get; init; }

    /// <summary>Gets the version of the <c>go</c> line; null when there is none.</summary>
    public string? GoVersion { get; init; }

    /// <summary>Gets the name of the <c>toolchain</c> line; null when there is none.</summary>
    public string? Toolchain { get; init; }

    /// <summary>Gets the <c>godebug</c> settings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Godebug { get; init; } = [];

    /// <summary>Gets the folders of the <c>use</c> lines, as written.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>Gets the <c>replace</c> lines, which beat those of the members.</summary>
    public IReadOnlyList<Replacement> Replacements { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="file">The path.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="GoDockerException">Lines are malformed (<c>GDT1108</c>); all of them are named.</exception>
    public static async Task<GoWork> ReadAsync(string file, CancellationToken cancellationToken) =>
        Parse(file, await FileLexer.TextAsync(file, cancellationToken));

    /// <summary>Reads a file's text.</summary>
    /// <param name="file">The path to name in errors.</param>
    /// <param name="text">The text.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="GoDockerException">Lines are malformed (<c>GDT1108</c>); all of them are named.</exception>
    public static GoWork Parse(string file, string text)
    {
        var reader = new DirectiveReader(file, text);
        var parsed = new GoWork
        {
            File = file,
            GoVersion = reader.Once("go", Directives.GoVersion),
            Toolchain = reader.Once("toolchain", Directives.Toolchain),
            Godebug = reader.Each("godebug", Directives.Godebug),
            Uses = reader.Each("use", Directives.Folder),
            Replacements = reader.Each("replace", Directives.Replacement),
        };
        reader.EnsureNothingElse(parsed.GoVersion);

        return parsed;
    }
}
