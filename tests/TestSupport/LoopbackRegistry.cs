using System.Formats.Tar;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace GoDockerTasks.TestSupport;

/// <summary>An empty registry on a loopback port; Docker speaks plain HTTP to it without being told.</summary>
public sealed class LoopbackRegistry : IAsyncDisposable
{
    private const string ManifestTypes =
        "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, " +
        "application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json";

    private readonly DirectoryInfo directory;
    private readonly string? htpasswd;
    private readonly HttpClient client = new();
    private ServerProcess? process;

    private LoopbackRegistry(DirectoryInfo directory, string? htpasswd) => (this.directory, this.htpasswd) = (directory, htpasswd);

    /// <summary>Gets the part of a reference before the repository, such as <c>127.0.0.1:40123</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Gets what the registry has said so far, one line a request among it.</summary>
    public string Log => File.ReadAllText(LogFile);

    private string LogFile => Path.Combine(directory.FullName, "log");

    /// <summary>Gets a line of an htpasswd file: the user <c>shop</c> with the password <c>s3cret-pass</c>.</summary>
    public static string ShopUser => "shop:$2y$05$abcdefghijklmnopqrstuuV7fpPozvyqJfnY19y0802WTlXUm6Rjy";

    /// <summary>Starts a registry and waits until it answers.</summary>
    /// <param name="htpasswd">Who may use it; null for everybody.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<LoopbackRegistry> StartAsync(string? htpasswd = null, CancellationToken cancellationToken = default)
    {
        var registry = new LoopbackRegistry(Directory.CreateTempSubdirectory("gdt-"), htpasswd);
        try
        {
            await registry.StartOnFreePortAsync(cancellationToken);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the digest that a tag points to, or null where there is no such tag.</summary>
    public async Task<string?> FindDigestAsync(string repository, string tag, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"http://{Address}/v2/{repository}/manifests/{tag}");
        request.Headers.TryAddWithoutValidation("Accept", ManifestTypes);
        using var response = await client.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode ? response.Headers.GetValues("Docker-Content-Digest").Single() : null;
    }

    /// <summary>Puts an image of one random file into the registry, without an engine that would know its layer afterwards.</summary>
    public async Task PushAsync(string repository, string tag, CancellationToken cancellationToken = default)
    {
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            var content = new byte[200_000];
            Random.Shared.NextBytes(content);
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "content") { DataStream = new MemoryStream(content) }, cancellationToken);
        }

        var layer = tar.ToArray();
        var config = Encoding.UTF8.GetBytes(
            $$$"""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{Digest(layer)}}}"]}}""");
        await UploadAsync(repository, layer, cancellationToken);
        await UploadAsync(repository, config, cancellationToken);
        var manifest = Encoding.UTF8.GetBytes(
            $$"""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Digest(config)}}","size":{{config.Length}}},
             "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{Digest(layer)}}","size":{{layer.Length}}}]}
            """);
        using var body = new ByteArrayContent(manifest);
        body.Headers.ContentType = new("application/vnd.oci.image.manifest.v1+json");
        using var stored = await client.PutAsync(new Uri($"http://{Address}/v2/{repository}/manifests/{tag}"), body, cancellationToken);
        stored.EnsureSuccessStatusCode();
    }

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private async Task UploadAsync(string repository, byte[] blob, CancellationToken cancellationToken)
    {
        using var begun = await client.PostAsync(new Uri($"http://{Address}/v2/{repository}/blobs/uploads/"), null, cancellationToken);
        begun.EnsureSuccessStatusCode();
        var place = begun.Headers.Location!.ToString();
        using var content = new ByteArrayContent(blob);
        content.Headers.ContentType = new("application/octet-stream");
        using var stored = await client.PutAsync(new Uri($"{place}{(place.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Digest(blob)}"), content, cancellationToken);
        stored.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the registry: from now on nothing answers at its address.</summary>
    public Task StopAsync() => process?.KillAsync() ?? Task.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process?.Dispose();
        client.Dispose();
        directory.Delete(recursive: true);
    }

    private async Task StartOnFreePortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await StartOnAsync(FreePort(), cancellationToken);
                return;
            }
            catch (InvalidOperationException) when (attempt < 3 && Log.Contains("address already in use", StringComparison.Ordinal))
            {
                // Another test was given the port between our asking and our use of it.
                process!.Dispose();
            }
        }
    }

    private async Task StartOnAsync(int port, CancellationToken cancellationToken)
    {
        Address = $"127.0.0.1:{port}";
        var configuration = Path.Combine(directory.FullName, "config.yml");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            version: 0.1
            log: { level: info }
            storage:
              filesystem: { rootdirectory: {{directory.FullName}}/data }
              delete: { enabled: true }
            http: { addr: "{{Address}}" }
            {{Access}}
            """,
            cancellationToken);
        process = ServerProcess.Start(LogFile, Programs.Require("docker-registry"), "serve", configuration);
        await process.WaitUntilAsync(() => AnswersAsync(cancellationToken), "docker-registry", LogFile, cancellationToken);
    }

    private string Access
    {
        get
        {
            if (htpasswd is null)
            {
                return "";
            }

            var file = Path.Combine(directory.FullName, "htpasswd");
            File.WriteAllText(file, htpasswd + "\n");
            return $"auth: {{ htpasswd: {{ realm: shop, path: {file} }} }}";
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri($"http://{Address}/v2/"), cancellationToken);
            return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.Unauthorized;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
