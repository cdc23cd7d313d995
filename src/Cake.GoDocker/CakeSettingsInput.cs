using System.Collections;
using Cake.Core;
using GoDockerTasks.Settings;

namespace Cake.GoDocker;

/// <summary>The settings' sources as Cake has them.</summary>
public static class CakeSettingsInput
{
    // What comes behind '--' is for docker buildx build, as it is.
    private const string PassedOn = "godocker_buildxarguments";

    /// <summary>Collects the sources.</summary>
    /// <param name="context">The Cake context.</param>
    /// <returns>The sources; nothing is checked yet.</returns>
    public static SettingsInput From(ICakeContext context)
    {
        var workingDirectory = context.Environment.WorkingDirectory.FullPath;
        var environment = Environment(context);

        return new()
        {
            WorkingDirectory = workingDirectory,
            Environment = environment,
            Arguments = Arguments(context),
            Configured = context.Configuration.GetValue,
            ConfiguredKeys = CakeConfigFile.Keys(Path.Combine(workingDirectory, "cake.config")),
            GoEnvironment = GoEnvFiles.Read(environment),
            DockerProxies = DockerClientConfig.Proxies(DockerClientConfig.Path(environment)),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Arguments(ICakeContext context)
    {
        string[] passedOn = context.Environment is CakeEnvironment ? [.. System.Environment.GetCommandLineArgs().SkipWhile(word => word != "--").Skip(1)] : [];
        var arguments = context.Arguments.GetArguments()
            .Where(pair => !passedOn.Any(word => word.TrimStart('-').Split('=')[0].Equals(pair.Key, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(
                pair => pair.Key,
                // An argument without a value, such as --push, has null here.
                IReadOnlyList<string> (pair) => [.. pair.Value.Select(value => value ?? "")],
                StringComparer.OrdinalIgnoreCase);
        if (passedOn.Length > 0)
        {
            arguments[PassedOn] = [.. arguments.GetValueOrDefault(PassedOn, []), .. passedOn];
        }

        return arguments;
    }

    // Cake takes names that differ in case alone for one, and either value for it; to Go and curl HTTPS_PROXY and https_proxy are two.
    private static Dictionary<string, string> Environment(ICakeContext context) =>
        context.Environment is CakeEnvironment && !OperatingSystem.IsWindows()
            ? System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "")
            : context.Environment.GetEnvironmentVariables()
                .Where(pair => pair.Value is not null)
                .ToDictionary(pair => pair.Key, pair => pair.Value!);
}
