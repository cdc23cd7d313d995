using System.Net;
using GoDockerTasks.Images.Registry;
using GoDockerTasks.Io;
using GoDockerTasks.Network;

namespace GoDockerTasks.Images;

/// <summary>Asks registries, in as little time as possible, whether a base image can be had from them.</summary>
/// <param name="time">The clock for the deadline and for how long an answer counts.</param>
/// <param name="memory">The folder that remembers which registries did not answer.</param>
/// <remarks>
/// The daemon does the pulling, perhaps through another proxy than ours; so the answer is a guess, and it is asked for only where there is
/// a choice to make.
/// </remarks>
internal sealed class RegistryProbe(TimeProvider time, string memory)
{
    // Where nobody answers a name or a connection, each run would wait; ten minutes is how long a person tries again and again.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>Asks about one image.</summary>
    public async Task<RegistryAnswer> AskAsync(ImageReference image, NetworkPlan network, CancellationToken cancellationToken)
    {
        if (RegistryAddress.Of(image.Registry, $"{image.Repository}/manifests/{image.Digest ?? image.Tag}") is not { } address)
        {
            // No name that a registry could have; docker says it better.
            return RegistryAnswer.Misses;
        }

        var silent = Path.Combine(memory, Uri.EscapeDataString(image.Registry));
        if (time.GetUtcNow() - File.GetLastWriteTimeUtc(silent) < Remembered)
        {
            return RegistryAnswer.None;
        }

        var answer = await RequestAsync(address, network, cancellationToken);
        if (answer == RegistryAnswer.None)
        {
            Directory.CreateDirectory(memory);
            await File.WriteAllBytesAsync(silent, [], cancellationToken);
            File.SetLastWriteTimeUtc(silent, time.GetUtcNow().UtcDateTime);
        }

        return answer;
    }

    private async Task<RegistryAnswer> RequestAsync(Uri address, NetworkPlan network, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var handler = HttpClients.Handler(
            new HttpProxies(network.HttpProxy, network.HttpsProxy, network.NoProxy), network.CaFile, Deadline, connectionsPerHost: 1);
        handler.AllowAutoRedirect = false;
        using var http = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        request.Headers.TryAddWithoutValidation(
            "Accept",
            "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, "
            + "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json");
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Unauthorized => RegistryAnswer.Serves,
                HttpStatusCode.NotFound => RegistryAnswer.Misses,
                _ => RegistryAnswer.None,
            };
        }
        catch (HttpRequestException)
        {
            return RegistryAnswer.None;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RegistryAnswer.None;
        }
    }
}
