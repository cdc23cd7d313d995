using System.Text.Json;

namespace GoDockerTasks.Network.Probing;

/// <summary>Whether what a proxy serves is right. A mirror that answers everything is worse than one that is down.</summary>
/// <param name="candidate">The proxy.</param>
/// <param name="host">The way to it, which takes the steps.</param>
/// <param name="time">The clock.</param>
internal sealed class ContentProbe(ProbeCandidate candidate, HostProbe host, TimeProvider time)
{
    private const int MostGoMod = 16 << 20;
    private const int ZipPart = 64 << 10;

    // Less tells more about the latency than about the line.
    private const int LeastToTell = 16 << 10;

    // What a proxy has to look for takes longer; nobody waits for that.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly string _host = new Uri(candidate.Address).Host;

    private ProbeModule Module => candidate.Module;

    /// <summary>Gets how fast the zip came; null where it cannot be told.</summary>
    public double? BytesPerSecond { get; private set; }

    /// <summary>Checks the go.mod that came, then everything else side by side.</summary>
    /// <returns>What is wrong; null when all is right.</returns>
    public async Task<string?> CheckAsync(HttpResponseMessage goMod, ProbeRequests requests, CancellationToken cancellationToken)
    {
        host.Log.Reach(ProbeStage.Module);
        var started = time.GetTimestamp();
        var content = await ReadAsync(goMod, MostGoMod, cancellationToken);
        var problem = Module.GoModProblem(content);
        host.Log.Add(ProbeStage.Module, ".mod", started, problem is null, problem ?? "as go.sum has it");
        if (problem is not null)
        {
            return $"it serves {problem} as {Module}.mod";
        }

        var problems = await Task.WhenAll(
            StepAsync(Module.File(".info"), null, CheckInfoAsync, requests, cancellationToken),
            StepAsync(Module.File(".zip"), ZipPart, CheckZipAsync, requests, cancellationToken),
            WithPatience(token => StepAsync(Module.Absent, null, CheckAbsentAsync, requests, token), cancellationToken),
            SumDbAsync(requests, cancellationToken));
        return problems.FirstOrDefault(found => found is not null);
    }

    /// <summary>Checks what a proxy without the module can be asked for.</summary>
    public Task<string?> LacksAsync(ProbeRequests requests, CancellationToken cancellationToken) => SumDbAsync(requests, cancellationToken);

    private async Task<string?> StepAsync(
        string name,
        long? range,
        Func<HttpResponseMessage, CancellationToken, Task<(string? Problem, string Detail)>> check,
        ProbeRequests requests,
        CancellationToken cancellationToken)
    {
        var what = name == Module.Absent ? "what cannot be" : name[name.LastIndexOf('.')..];
        var started = time.GetTimestamp();
        using var request = requests.For(name, range);
        try
        {
            using var response = await requests.Http.SendAsync(request, cancellationToken);
            var (problem, detail) = await check(response, cancellationToken);
            host.Log.Add(ProbeStage.Module, what, started, problem is null, detail);
            return problem;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // A redirect changes the request that was sent.
            var last = request.RequestUri!;
            var problem = $"{name} cannot be fetched{(last.Host == _host ? "" : $" from {last.Host}")}: {host.Reason(e, last)}";
            host.Log.Add(ProbeStage.Module, what, started, ok: false, problem);
            return problem;
        }
    }

    private async Task<(string? Problem, string Detail)> CheckInfoAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is 404 or 410)
        {
            // We make it ourselves, and 'go build' does without.
            host.Log.Note($"it has no .info for {Module}: 'go mod download' fails with it");
            return (null, $"HTTP {status}");
        }

        if (status != 200)
        {
            return ($"HTTP {status} for {Module}.info", $"HTTP {status}");
        }

        try
        {
            using var json = JsonDocument.Parse(await ReadAsync(response, MostGoMod, cancellationToken));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("Version", out var version) && version.GetString() == Module.Version
                    ? (null, "right")
                    : ($"it serves the .info of another version as {Module}.info", "another version");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return ($"it serves something else than JSON as {Module}.info", "no JSON");
        }
    }

    private async Task<(string? Problem, string Detail)> CheckZipAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var from = response.RequestMessage!.RequestUri!.Host is var last && last != _host ? $" from {last}" : "";
        if (status is not (200 or 206))
        {
            return ($"HTTP {status} for {Module}.zip{from}", $"HTTP {status}{from}");
        }

        var started = time.GetTimestamp();
        var part = new byte[ZipPart];
        var (length, cut) = await FillAsync(response, part, cancellationToken);
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        if (length >= LeastToTell || cut)
        {
            BytesPerSecond = length / Math.Max(seconds, 0.001);
        }

        return length < 4 ? ($"{Module}.zip does not come{from}: {length} bytes in {seconds:0.0} s", "nothing")
            : !part.AsSpan().StartsWith("PK\u0003\u0004"u8) ? ($"it serves something else than a zip as {Module}.zip{from}", "no zip")
            : IsWhole(response, length) && Module.ZipProblem(part[..length]) is { } problem ? ($"it serves {problem} as {Module}.zip{from}", problem)
            : (null, $"{length} bytes{from}");
    }

    private static bool IsWhole(HttpResponseMessage response, int length) =>
        (response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength) == length;

    private Task<(string? Problem, string Detail)> CheckAbsentAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Task.FromResult<(string? Problem, string Detail)>(response.IsSuccessStatusCode
            ? ($"it answers HTTP {(int)response.StatusCode} for {Module.Absent}, which does not exist", "a lie")
            : (null, $"HTTP {(int)response.StatusCode}"));

    private Task<string?> SumDbAsync(ProbeRequests requests, CancellationToken cancellationToken) =>
        candidate.SumDb is not { } database ? Task.FromResult<string?>(null)
        : WithPatience(
            async token =>
            {
                var started = time.GetTimestamp();
                using var response = await requests.SendAsync($"sumdb/{database}/supported", token);
                var status = (int)response.StatusCode;
                host.Log.Add(ProbeStage.Module, "sumdb", started, status is 200 or 404 or 410, $"HTTP {status}");
                if (status is not (200 or 404 or 410))
                {
                    host.Log.Note($"it answers HTTP {status} on /sumdb/{database}/supported: Go stops there for each module that go.sum lacks");
                }

                return null;
            },
            cancellationToken);

    /// <summary>Gives up on a question whose answer would only be nice to have.</summary>
    private async Task<string?> WithPatience(Func<CancellationToken, Task<string?>> ask, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<(int Length, bool Cut)> FillAsync(HttpResponseMessage response, byte[] part, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = 0;
        try
        {
            while (length < part.Length && await body.ReadAsync(part.AsMemory(length), either.Token) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What has come tells how fast it comes.
            return (length, true);
        }

        return (length, false);
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(most, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
