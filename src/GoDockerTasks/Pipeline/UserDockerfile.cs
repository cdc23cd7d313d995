using System.Text;
using GoDockerTasks.Network;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Errors;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>The user's Dockerfile, read once a run.</summary>
/// <param name="Parsed">The file taken apart.</param>
/// <param name="Original">The file, byte for byte.</param>
/// <param name="Ignore">The content of the ignore file that belongs to it; null when there is none.</param>
/// <param name="Inputs">What the build brings from outside, as far as the settings say it.</param>
internal sealed record UserDockerfile(Dockerfile Parsed, byte[] Original, string? Ignore, StageInputs Inputs)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="GoDockerException">It cannot be read (<c>GDT2110</c>), or is not valid (<c>GDT2100</c>).</exception>
    public static UserDockerfile Read(ServiceSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            var original = File.ReadAllBytes(settings.Dockerfile);
            return new(
                Dockerfile.Parse(Encoding.UTF8.GetString(original), settings.Dockerfile),
                original,
                IgnoreText(settings),
                new()
                {
                    BuildArgs = settings.BuildArgs
                        .Select(argument => (argument.Key, Value: argument.Value ?? environment.GetValueOrDefault(argument.Key)))
                        .Where(argument => argument.Value is not null)
                        .ToDictionary(argument => argument.Key, argument => argument.Value!),
                    Target = settings.Stage,
                    NamedContexts = settings.Build.Contexts.Keys.ToHashSet(),
                });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GoDockerException(ErrorKinds.DockerfileNotReadable, $"{settings.Dockerfile}: {e.Message}", e)
            {
                Failure = FailureKinds.DockerfileParse.Id,
            };
        }
    }

    /// <summary>Gets a value indicating whether a RUN may ask for modules that go.sum does not name.</summary>
    public bool AsksForMore => Parsed.Instructions.OfType<RunInstruction>().Any(run => run.Usage.AsksForMore is not null);

    /// <summary>Gives the settings with what the Dockerfile itself says about modules, where nobody else said it.</summary>
    /// <remarks>
    /// A module that the Dockerfile calls private must not be asked for from a proxy, and a proxy that it names is the user's choice.
    /// </remarks>
    public ServiceSettings Amend(ServiceSettings settings)
    {
        var variables = GoVariableReader.Read(Parsed, Inputs);
        string?[] patterns = [settings.GoPrivate, GoVariableReader.PrivatePatterns(variables)];

        // A folder in it is one of the image, and 'off' is said about a build that has its modules already.
        var proxy = variables.LastOrDefault(variable => variable.Name == "GOPROXY"
            && (variable.Value.StartsWith("http", StringComparison.Ordinal) || variable.Value.StartsWith(ProxyElement.Direct, StringComparison.Ordinal))
            && !variable.Value.Contains('$', StringComparison.Ordinal));

        return settings with
        {
            GoPrivate = string.Join(',', patterns.Where(pattern => !string.IsNullOrEmpty(pattern))) is { Length: > 0 } all ? all : null,
            GoProxy = settings.GoProxy ?? proxy?.Value,
            Origins = settings.GoProxy is null && proxy is not null
                ? new Dictionary<string, string>(settings.Origins) { ["GoProxy"] = $"{Path.GetFileName(settings.Dockerfile)}:{proxy.Line}" }
                : settings.Origins,
        };
    }

    // BuildKit's own order: the file that belongs to the Dockerfile, then the context's.
    private static string? IgnoreText(ServiceSettings settings) =>
        new[] { settings.Dockerfile + ".dockerignore", Path.Combine(settings.Context, ".dockerignore") }
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .FirstOrDefault();
}
