using System.Collections.Concurrent;
using GoDockerTasks.Images.Registry;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Layers;

/// <summary>Keeps snapshots as images in a registry: any builder gets them from there, and no machine fetches them again.</summary>
/// <param name="settings">The HTTP proxies, the CA and how long an answer may take.</param>
/// <param name="processes">Runs docker's credential helpers.</param>
/// <param name="clientConfig">The path of the docker client's config.json.</param>
/// <param name="time">The clock.</param>
/// <remarks>Nothing that a registry gives is believed: Go checks each module against go.sum, as if a proxy had sent it.</remarks>
public sealed class ModuleLayers(ServiceSettings settings, IProcessRunner processes, string clientConfig, TimeProvider time) : IModuleLayers
{
    // As many as browsers and docker have at a time.
    private const int Connections = 6;

    // ResolveProxy and PrefetchModules ask the same; a registry that is slow or dead is waited for once in a run.
    private readonly ConcurrentDictionary<(string Repository, string Snapshot), Task<string?>> _asked = new();

    /// <inheritdoc />
    public Task<string?> FindAsync(string repository, string snapshot, CancellationToken cancellationToken) =>
        _asked.GetOrAdd((repository, snapshot), key => AskAsync(key.Repository, key.Snapshot, cancellationToken));

    /// <inheritdoc />
    public async Task<string> PushAsync(
        string repository, string snapshot, string directory, IRunLog log, CancellationToken cancellationToken)
    {
        using var http = Http();
        var client = await ClientAsync(http, repository, cancellationToken);
        var image = await ModuleImage.OfAsync(directory, cancellationToken);
        var pushed = 0L;
        await Parallel.ForEachAsync(
            image.Layers.DistinctBy(layer => layer.Descriptor.Digest),
            new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken },
            async (layer, token) =>
            {
                if (!await client.HasBlobAsync(layer.Descriptor.Digest, token))
                {
                    await client.PushBlobAsync(layer.Descriptor, layer.Content.WriteAsync, token);
                    var sum = Interlocked.Add(ref pushed, layer.Descriptor.Size);
                    log.Progress($"Module layers pushed to {repository}: {sum / 1e6:0.0} MB.");
                }
            });
        if (!await client.HasBlobAsync(image.ConfigDescriptor.Digest, cancellationToken))
        {
            await client.PushBlobAsync(
                image.ConfigDescriptor, async (stream, token) => await stream.WriteAsync(image.Config, token), cancellationToken);
        }

        // Last: whoever finds the tag finds everything.
        await client.PushManifestAsync(snapshot, image.Manifest, cancellationToken);
        log.Information($"The modules are in {repository}:{snapshot} ({image.Layers.Count} layers, {pushed / 1e6:0.0} MB pushed).");

        return Reference(repository, image.Digest);
    }

    private async Task<string?> AskAsync(string repository, string snapshot, CancellationToken cancellationToken)
    {
        using var http = Http();
        var client = await ClientAsync(http, repository, cancellationToken);

        return await client.FindManifestAsync(snapshot, cancellationToken) is { } digest ? Reference(repository, digest) : null;
    }

    private static string Reference(string repository, string digest) => $"{repository}@{digest}";

    private HttpMessageInvoker Http() => new(HttpClients.Handler(
        new HttpProxies(settings.HttpProxy, settings.HttpsProxy, settings.NoProxy), settings.CaFile, settings.Fetch.Connect, Connections));

    private async Task<RegistryClient> ClientAsync(HttpMessageInvoker http, string repository, CancellationToken cancellationToken)
    {
        var reference = ImageReference.Parse(repository);
        var login = await new DockerLogins(processes, clientConfig).FindAsync(reference.Registry, cancellationToken);

        return new(http, reference, login, settings.Fetch.FirstByte, time);
    }
}
