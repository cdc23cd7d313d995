using GoDockerTasks.Dockerfiles.Linting.Reports;
using GoDockerTasks.Errors;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>What Lint is asked to do.</summary>
public sealed record LintRequest
{
    /// <summary>Gets the Dockerfiles, as they are to be named in the results.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Gets the folder that relative paths start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Gets the build context of all files.</summary>
    /// <value>The default is the folder that each file lies in.</value>
    public string? Context { get; init; }

    /// <summary>Gets the form of the output.</summary>
    public LintFormat Format { get; init; }

    /// <summary>Gets the least severity with which the run fails.</summary>
    /// <value>The default is <see cref="LintThreshold.Error"/>.</value>
    public LintThreshold Threshold { get; init; } = LintThreshold.Error;

    /// <summary>Gets a value indicating whether what can be mended safely is mended.</summary>
    public bool Fix { get; init; }

    /// <summary>Gets the CI system, which gets annotations beside the text.</summary>
    public CiSystem Ci { get; init; }

    /// <summary>Reads a request from arguments.</summary>
    /// <param name="argument">Gives the values of an argument, such as <c>dockerfile</c>; none where it is not there.</param>
    /// <param name="workingDirectory">The folder that relative paths start from.</param>
    /// <param name="ci">The CI system.</param>
    /// <param name="threshold">The least severity with which the run fails.</param>
    /// <returns>The request.</returns>
    /// <exception cref="GoDockerException">A value is not accepted (<c>GDT2001</c>).</exception>
    public static LintRequest Read(Func<string, IReadOnlyList<string>> argument, string workingDirectory, CiSystem ci, LintThreshold threshold)
    {
        ArgumentNullException.ThrowIfNull(argument);
        ArgumentNullException.ThrowIfNull(workingDirectory);

        var context = Last(argument, "context");
        if (context is not null && !Directory.Exists(Path.GetFullPath(context, workingDirectory)))
        {
            throw new GoDockerException(ErrorKinds.InvalidSettings, $"--context is '{context}'; it takes the path of a folder that exists.");
        }

        return new()
        {
            Files = [.. Names(argument("dockerfile"), workingDirectory).DefaultIfEmpty(Path.Combine(context ?? "", "Dockerfile"))],
            WorkingDirectory = workingDirectory,
            Context = context is null ? null : Path.GetFullPath(context, workingDirectory),
            Format = (Last(argument, "format") ?? "text") switch
            {
                "text" => LintFormat.Text,
                "json" => LintFormat.Json,
                "sarif" => LintFormat.Sarif,
                "github" => LintFormat.GitHub,
                "azure" => LintFormat.Azure,
                var other => throw new GoDockerException(ErrorKinds.InvalidSettings, $"--format is '{other}'; it takes text, json, sarif, github or azure."),
            },
            Threshold = threshold,
            Fix = argument("fix") is [.., var fix] && IsOn(fix),
            Ci = ci,
        };
    }

    /// <summary>Gives the values of an argument; for the Dockerfile and the context, where there is none, those that a build would take.</summary>
    /// <param name="input">Where settings come from.</param>
    /// <param name="name">The argument.</param>
    /// <returns>The values; none where nobody says any.</returns>
    /// <exception cref="GoDockerException">The setting's value is not accepted (<c>GDT2001</c>).</exception>
    public static IReadOnlyList<string> Argument(SettingsInput input, string name)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Arguments.TryGetValue(name, out var values))
        {
            return values;
        }

        var (key, path) = name switch
        {
            "dockerfile" => (nameof(ServiceSettings.Dockerfile), (ServiceSettings settings) => settings.Dockerfile),
            "context" => (nameof(ServiceSettings.Context), settings => settings.Context),
            _ => ("", (Func<ServiceSettings, string>?)null),
        };
        return path is not null && SettingsReader.Read(input, key) is var settings && settings.Origins.ContainsKey(key)
            ? [Path.GetRelativePath(input.WorkingDirectory, path(settings))]
            : [];
    }

    private static bool IsOn(string fix)
    {
        try
        {
            return new SettingValue([fix], "").Switch;
        }
        catch (SettingFormatException)
        {
            throw new GoDockerException(ErrorKinds.InvalidSettings, $"--fix is '{fix}'; it takes on or off.");
        }
    }

    // Commas separate files, unless there is one whose name has commas.
    private static IEnumerable<string> Names(IReadOnlyList<string> values, string workingDirectory) => values.SelectMany(value =>
        File.Exists(Path.Combine(workingDirectory, value))
            ? [value]
            : value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string? Last(Func<string, IReadOnlyList<string>> argument, string name) =>
        argument(name) is [.., { Length: > 0 } last] ? last : null;
}
