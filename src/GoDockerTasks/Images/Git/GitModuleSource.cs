using System.Text.Json;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>Lets the <c>go</c> of a container fetch private modules from version control, all in one run.</summary>
/// <param name="settings">Credentials, host keys, the network of RUN steps and the builder.</param>
/// <param name="environment">The environment variables.</param>
/// <param name="processes">Runs docker.</param>
/// <param name="redactor">Knows the secrets that no message may show.</param>
/// <param name="image">Gives the image that has go, git and ssh; null where none is known.</param>
/// <param name="time">The clock that the run is limited with.</param>
/// <remarks>
/// Go and git run in a build stage, so nothing has to be installed here and every builder will do. Credentials are BuildKit
/// secrets and a forwarded agent: they are in no layer, no argument and no log.
/// </remarks>
public sealed class GitModuleSource(
    ServiceSettings settings,
    IReadOnlyDictionary<string, string> environment,
    IProcessRunner processes,
    Redactor redactor,
    Func<CancellationToken, Task<string?>> image,
    TimeProvider time) : IPrivateModuleSource
{
    private const int LastWords = 15;

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<ModuleVersion, GoDockerException>> FetchAsync(
        IReadOnlyList<ModuleVersion> modules,
        string directory,
        NetworkPlan network,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        var from = await image(cancellationToken) ?? throw new GoDockerException(
            ErrorKinds.PrivateFetchFailed, "The Dockerfile has no golang image to fetch private modules in, and GitImage names none.");
        log.Information($"{modules.Count} private modules are in no proxy that may be asked: Go fetches them from version control, in {from}.");
        var access = GitAccess.Of(settings, network, environment);
        using var context = new TempDirectory();
        using var output = new TempDirectory();
        await File.WriteAllTextAsync(context.File("Dockerfile"), GitFetchScript.Dockerfile(from, access), cancellationToken);
        await File.WriteAllTextAsync(
            context.File(GitFetchScript.Name), GitFetchScript.Text(modules, network, access, settings, environment), cancellationToken);
        await BuildAsync(context.Path, output.Path, access, network, cancellationToken);
        if (File.Exists(output.File(GitFetchScript.Lacking)))
        {
            var programs = await File.ReadAllTextAsync(output.File(GitFetchScript.Lacking), cancellationToken);
            throw new GoDockerException(ErrorKinds.GitImageIncomplete, $"{from} has no {string.Join(", no ", programs.Split('\n', StringSplitOptions.RemoveEmptyEntries))}.");
        }

        foreach (var downloaded in new DirectoryInfo(output.File(GitFetchScript.Modules)).EnumerateFileSystemInfos())
        {
            Directory.Move(downloaded.FullName, Path.Combine(directory, downloaded.Name));
        }

        return await FailuresAsync(output, modules, cancellationToken);
    }

    private async Task BuildAsync(
        string context, string output, GitAccess access, NetworkPlan network, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        var spec = new ProcessSpec("docker",
        [
            "buildx", "build", "--provenance", "false", "--progress", "plain",
            .. settings.Build.Builder is { } builder ? ["--builder", builder] : Array.Empty<string>(),
            // RunNetwork=none is about the user's steps; this one has nothing else to do than to use the network.
            .. settings.RunNetwork == RunNetwork.Host ? ["--network", "host"] : Array.Empty<string>(),
            .. settings.Build.AddHosts.SelectMany(host => new[] { "--add-host", host }),
            .. BuildVariables.Proxies(network).SelectMany(proxy => new[] { "--build-arg", proxy.Name }),
            .. access.Arguments,
            "--output", $"type=local,dest={output}",
            context,
        ])
        {
            Environment = BuildVariables.Proxies(network).Select(proxy => (proxy.Name, proxy.Value)).Concat(access.Variables)
                .ToDictionary(variable => variable.Item1, variable => (string?)variable.Item2),
        };

        // git over a dead line may wait for ever.
        using var patience = new CancellationTokenSource(settings.Fetch.Total, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (await processes.RunAsync(spec, line => lines.Add(line.Text), either.Token) != 0)
            {
                throw new GoDockerException(
                    ErrorKinds.PrivateFetchFailed, redactor.Redact(string.Join('\n', lines.TakeLast(LastWords))));
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GoDockerException(ErrorKinds.PrivateHostUnreachable, $"Go was not done after {settings.Fetch.Total}.", e);
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.ProgramNotStarted)
        {
            throw new GoDockerException(ErrorKinds.DockerNotInstalled, e.Detail, e);
        }
    }

    private async Task<IReadOnlyDictionary<ModuleVersion, GoDockerException>> FailuresAsync(
        TempDirectory output, IReadOnlyList<ModuleVersion> modules, CancellationToken cancellationToken)
    {
        Dictionary<string, string?> answers = [];
        await using var json = File.OpenRead(output.File(GitFetchScript.Answers));
        await foreach (var answer in JsonSerializer.DeserializeAsyncEnumerable(
            json, GoJson.Default.GoDownloadJson, topLevelValues: true, cancellationToken))
        {
            answers[$"{answer!.Path}@{answer.Version ?? answer.Query}"] = answer.Error;
        }

        // Without answers Go itself did not start well, and says why.
        var words = await File.ReadAllTextAsync(output.File(GitFetchScript.Words), cancellationToken);
        return modules
            .Select(module => (Module: module, Error: answers.TryGetValue(module.ToString(), out var error) ? error : words))
            .Where(answer => answer.Error is not null)
            .ToDictionary(
                answer => answer.Module,
                answer => GitFailure.Of(answer.Module, redactor.Redact($"{answer.Error}\n{Why(answer.Module)}")));

        string Why(ModuleVersion module) =>
            File.Exists(output.File(GitFetchScript.Why(module))) ? File.ReadAllText(output.File(GitFetchScript.Why(module))) : "";
    }
}
