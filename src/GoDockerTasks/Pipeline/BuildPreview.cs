using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>What a build would be made of. Nothing is built.</summary>
public sealed class BuildPreview
{
    private readonly ServiceSettings _settings;
    private readonly BuildRequests _requests;
    private readonly PreparedBuild _files;
    private readonly IRunLog _log;

    internal BuildPreview(ServiceSettings settings, BuildRequests requests, PreparedBuild files, IRunLog log) =>
        (_settings, _requests, _files, _log) = (settings, requests, files, log);

    /// <summary>Rewrite: says what becomes of the Dockerfile. Nothing is fetched.</summary>
    /// <param name="cancellationToken">Stops looking at the engine and the base images.</param>
    /// <returns>The plan that BuildImage makes, too, as far as it can be known without the modules.</returns>
    /// <exception cref="GoDockerException">The Dockerfile cannot be read (<c>GDT2110</c>) or is not valid (<c>GDT2100</c> to <c>GDT2102</c>).</exception>
    public async Task<DockerfilePlan> RewriteAsync(CancellationToken cancellationToken)
    {
        var plan = await _requests.PreviewAsync(cancellationToken);
        if (!plan.IsRewritten)
        {
            _log.Information(_settings.Rewrite ? $"{plan.Path} is built as it is." : $"{plan.Path} is built as it is: Rewrite is off.");
        }

        return plan;
    }

    /// <summary>Prepare: leaves the files with which docker builds the same image without us.</summary>
    /// <param name="network">The way through the network.</param>
    /// <param name="modules">The modules; null when PrefetchModules is no part of the run.</param>
    /// <param name="cancellationToken">Stops looking at the engine and the base images.</param>
    /// <returns>The files, and the plan that they are of.</returns>
    /// <exception cref="GoDockerException">As <see cref="ServiceBuild.BuildImageAsync"/>; or a file cannot be written (<c>GDT3020</c>).</exception>
    public async Task<PreparedResult> PrepareAsync(NetworkPlan network, PrefetchResult? modules, CancellationToken cancellationToken)
    {
        var (engine, request, _) = await _requests.MakeFirstAsync(network, modules, cancellationToken);
        var prepared = new PreparedResult(engine, request, _files.Write(request));
        prepared.Tell(_log);
        return prepared;
    }
}
