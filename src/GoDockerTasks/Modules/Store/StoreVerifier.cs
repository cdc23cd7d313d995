using System.Collections.Concurrent;
using System.Text;
using GoDockerTasks.Modules.Zip;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Modules;

/// <summary>Checks that the module cache holds what it says it does.</summary>
/// <param name="cache">The cache's folder.</param>
/// <param name="log">Where progress goes.</param>
/// <param name="time">The clock that waiting for other processes is measured with.</param>
public sealed class StoreVerifier(string cache, IRunLog log, TimeProvider time)
{
    private readonly ModuleStore _store = new(cache, time);

    /// <summary>Checks everything, and removes what is damaged, snapshots that hold it too.</summary>
    /// <param name="cancellationToken">Stops checking.</param>
    /// <returns>What was found.</returns>
    public async Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var damaged = new ConcurrentQueue<string>();
        var removed = new ConcurrentQueue<ModuleVersion>();
        var zips = _store.Zips().ToList();
        var tally = new FetchTally();
        using var progress = new FetchProgress(zips.Count, tally, log, time);
        await Parallel.ForEachAsync(
            zips,
            cancellationToken,
            async (path, token) =>
            {
                tally.AddModule();
                tally.Add((int)new FileInfo(path).Length);
                if (_store.ModuleOf(path) is not { } module)
                {
                    return;
                }

                using var right = await _store.LockAsync(module, token);
                if (Problem(module, path, token) is { } problem)
                {
                    damaged.Enqueue($"{module}: {problem}");
                    removed.Enqueue(module);
                    _store.Remove(module);
                }
            });
        RemoveSnapshotsOf([.. removed]);

        return new(zips.Count, [.. damaged.Order(StringComparer.Ordinal)]);
    }

    private string? Problem(ModuleVersion module, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = ModuleZip.Open(path);
            var hash = ModuleHash.OfZip(zip, cancellationToken);
            if (!_store.HasZip(module, hash))
            {
                return $"the zip is {hash}, which is not what was verified";
            }

            var info = File.ReadAllBytes(_store.File(module, ".info"));
            return !info.AsSpan().SequenceEqual(ModuleStore.InfoOf(module)) ? "the .info is damaged"
                : IsGoModDamaged(module, path) ? "the go.mod is damaged"
                : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return e.Message;
        }
    }

    /// <summary>Compares the go.mod with the zip's; where that has none, or one that does not count, proxies make up their own.</summary>
    private bool IsGoModDamaged(ModuleVersion module, string zip)
    {
        // A run that was killed may have left the zip alone; the next one takes the go.mod out of it.
        var path = _store.File(module, ".mod");
        if (!File.Exists(path))
        {
            return false;
        }

        var content = File.ReadAllBytes(path).AsSpan();
        var expected = ModuleStore.GoModIn(module, zip).AsSpan();
        var isMadeUp = module.Version.EndsWith("+incompatible", StringComparison.Ordinal)
            || expected.SequenceEqual(Encoding.UTF8.GetBytes($"module {module.Path}\n"));
        return isMadeUp ? content.IndexOf("module "u8) < 0 : !content.SequenceEqual(expected);
    }

    private void RemoveSnapshotsOf(IReadOnlyCollection<ModuleVersion> modules)
    {
        var folder = new SnapshotFolder(cache, _store);
        foreach (var snapshot in folder.All())
        {
            if (modules.Any(module => File.Exists(Path.Combine(snapshot.FullName, module.Escaped + ".zip"))))
            {
                folder.Remove(snapshot);
            }
        }
    }
}
