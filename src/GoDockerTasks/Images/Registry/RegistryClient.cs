using System.Net;
using System.Net.Http.Headers;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Images.Registry;

/// <summary>Looks for and pushes what belongs to one repository of a registry.</summary>
/// <param name="http">The client; redirects to where a registry keeps its blobs are followed by it.</param>
/// <param name="repository">The repository, without a tag.</param>
/// <param name="login">The login; null to ask as nobody.</param>
/// <param name="patience">How long an answer may take, and how long an upload may stand still.</param>
/// <param name="time">The clock.</param>
/// <remarks>The protocol: https://github.com/opencontainers/distribution-spec/blob/main/spec.md.</remarks>
internal sealed class RegistryClient(
    HttpMessageInvoker http, ImageReference repository, RegistryLogin? login, TimeSpan patience, TimeProvider time)
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly RegistryTokens _tokens = new(http, login);
    private readonly Uri _root = RegistryAddress.Of(repository.Registry, $"{repository.Repository}/")!;
    private AuthenticationHeaderValue? _authorization;

    /// <summary>Finds the digest that a tag stands for; null where there is no such tag.</summary>
    /// <exception cref="GoDockerException">The registry denies it (<c>GDT4010</c>) or does not answer (<c>GDT4011</c>).</exception>
    public async Task<string?> FindManifestAsync(string tag, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            () => new(HttpMethod.Head, new Uri(_root, $"manifests/{tag}")) { Headers = { { "Accept", ManifestType } } }, cancellationToken);

        // Registries that hide what one may not see, or know no such repository yet, say 404.
        return response.StatusCode == HttpStatusCode.NotFound ? null
            : response.IsSuccessStatusCode && response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.Single()
            : throw Failure(response, $"{repository.Name}:{tag} was asked for");
    }

    /// <summary>Says whether the repository has a blob.</summary>
    /// <exception cref="GoDockerException">As above.</exception>
    public async Task<bool> HasBlobAsync(string digest, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new(HttpMethod.Head, new Uri(_root, $"blobs/{digest}")), cancellationToken);

        return response.IsSuccessStatusCode
            || (response.StatusCode == HttpStatusCode.NotFound ? false : throw Failure(response, "a layer was looked for"));
    }

    /// <summary>Uploads a blob.</summary>
    /// <param name="blob">What it is.</param>
    /// <param name="write">Writes it, as often as it is asked to.</param>
    /// <param name="cancellationToken">Stops the upload; the registry forgets it.</param>
    /// <exception cref="GoDockerException">As above.</exception>
    public async Task PushBlobAsync(
        Descriptor blob, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var begun = await SendAsync(() => new(HttpMethod.Post, new Uri(_root, "blobs/uploads/")), cancellationToken);
        if (begun is not { StatusCode: HttpStatusCode.Accepted, Headers.Location: { } location })
        {
            throw Failure(begun, "an upload was begun");
        }

        var address = new Uri(_root, location);
        var place = new Uri($"{address}{(address.Query.Length > 0 ? '&' : '?')}digest={Uri.EscapeDataString(blob.Digest)}");
        using var done = await SendAsync(() => new(HttpMethod.Put, place) { Content = new BlobContent(blob.Size, write) }, cancellationToken);
        if (done.StatusCode != HttpStatusCode.Created)
        {
            throw Failure(done, "a layer was uploaded");
        }
    }

    /// <summary>Puts a manifest under a tag.</summary>
    /// <exception cref="GoDockerException">As above.</exception>
    public async Task PushManifestAsync(string tag, byte[] manifest, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            () => new(HttpMethod.Put, new Uri(_root, $"manifests/{tag}"))
            {
                Content = new ByteArrayContent(manifest) { Headers = { ContentType = new(ManifestType) } },
            },
            cancellationToken);
        if (response.StatusCode != HttpStatusCode.Created)
        {
            throw Failure(response, "the manifest was pushed");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendOnceAsync(make, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized
                && Challenge.Of(response.Headers) is { } challenge
                && await MeetAsync(challenge, cancellationToken) is { } authorization)
            {
                response.Dispose();
                _authorization = authorization;
                response = await SendOnceAsync(make, cancellationToken);
            }

            return response;
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new GoDockerException(ErrorKinds.RegistryFails, $"{repository.Registry}: {(e.InnerException ?? e).Message}", e);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        request.Headers.Authorization = _authorization;

        using var timeout = new CancellationTokenSource(patience, time);
        if (request.Content is BlobContent blob)
        {
            blob.Moved = () => timeout.CancelAfter(patience);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await http.SendAsync(request, either.Token);
    }

    private async Task<AuthenticationHeaderValue?> MeetAsync(Challenge challenge, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await _tokens.MeetAsync(challenge, $"repository:{repository.Repository}:pull,push", either.Token);
    }

    private GoDockerException Failure(HttpResponseMessage response, string when) => new(
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? ErrorKinds.RegistryDenies : ErrorKinds.RegistryFails,
        $"{repository.Registry} answered {(int)response.StatusCode} {response.ReasonPhrase} when {when}.");
}
