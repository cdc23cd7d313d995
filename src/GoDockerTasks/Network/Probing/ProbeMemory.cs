using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Probing;

/// <summary>Remembers what was found out about proxies, so that the next run need not ask again.</summary>
/// <param name="folder">The folder that it is kept in; made when it is needed.</param>
/// <param name="time">The clock.</param>
/// <param name="network">Says which network this machine is in; the default looks at its gateways and name servers.</param>
internal sealed class ProbeMemory(string folder, TimeProvider time, Func<string>? network = null)
{
    /// <summary>Finds what is remembered about exactly these proxies on this network.</summary>
    /// <param name="candidates">The proxies.</param>
    /// <param name="settings">The way to them, and for how long it is remembered.</param>
    /// <returns>The results and their age; null when there are none that are young enough.</returns>
    public (IReadOnlyList<ProbeResult> Results, TimeSpan Age)? Find(IReadOnlyList<ProbeCandidate> candidates, ServiceSettings settings)
    {
        var file = FileOf(candidates, settings);
        var age = time.GetUtcNow() - File.GetLastWriteTimeUtc(file);
        if (age < TimeSpan.Zero || age >= settings.ProbeMaxAge)
        {
            return null;
        }

        try
        {
            using var content = File.OpenRead(file);
            var results = JsonSerializer.Deserialize(content, ProbeJson.Default.ProbeResultArray);
            return results?.Length == candidates.Count ? (results, age) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Remembers results in which at least one proxy works; that none does is worth asking again.</summary>
    public void Keep(IReadOnlyList<ProbeCandidate> candidates, ServiceSettings settings, IReadOnlyList<ProbeResult> results)
    {
        if (settings.ProbeMaxAge <= TimeSpan.Zero || !results.Any(result => result.Ok))
        {
            return;
        }

        var file = FileOf(candidates, settings);
        var partial = $"{file}.{Environment.ProcessId}.partial";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(partial, JsonSerializer.SerializeToUtf8Bytes([.. results], ProbeJson.Default.ProbeResultArray));
            File.SetLastWriteTimeUtc(partial, time.GetUtcNow().UtcDateTime);
            File.Move(partial, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run asks again.
        }
    }

    /// <summary>Forgets everything: something failed that was thought to work.</summary>
    public void Forget()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There was nothing, or it goes out of date by itself.
        }
    }

    // Whoever has put the right password in wants to see that it works.
    private static IEnumerable<string?> State(string? file) =>
        [file, file is null ? "" : File.GetLastWriteTimeUtc(file).Ticks.ToString(CultureInfo.InvariantCulture)];

    // A hash: credentials and names of hosts are nobody's business.
    private string FileOf(IReadOnlyList<ProbeCandidate> candidates, ServiceSettings settings)
    {
        var text = string.Join('\n',
        [
            (network ?? NetworkIdentity.Current)(), settings.HttpProxy, settings.HttpsProxy, settings.NoProxy, .. State(settings.CaFile), .. State(settings.NetrcFile),
            .. candidates.Select(candidate => $"{candidate.Address} {candidate.Module} {candidate.SumDb} {candidate.KeepsItsPlace}"),
        ]);
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32] + ".json");
    }
}
