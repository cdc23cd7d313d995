using System.Formats.Tar;
using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules.Zip;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Modules.Bundles;

/// <summary>Takes a bundle into a module cache, each module as if a proxy had given it.</summary>
/// <param name="cache">The cache's folder.</param>
/// <param name="log">Where progress goes.</param>
/// <param name="time">The clock.</param>
/// <remarks>
/// The manifest travels with the bundle, so it proves nothing about where the modules come from: it finds damage. What a
/// build may use is decided by the service's own go.sum, as for modules from anywhere else.
/// </remarks>
public sealed class BundleReader(string cache, IRunLog log, TimeProvider time)
{
    private readonly ModuleStore _store = new(cache, time);
    private readonly FetchTally _tally = new();

    /// <summary>Imports a bundle. What is in the cache already is passed over, so a second run ends what the first one could not.</summary>
    /// <param name="bundle">The file.</param>
    /// <param name="cancellationToken">Stops the import; what is done stays in the cache.</param>
    /// <returns>What was imported.</returns>
    /// <exception cref="GoDockerException">It is no bundle, or it is damaged (<c>GDT1120</c>).</exception>
    public async Task<BundleImport> ImportAsync(string bundle, CancellationToken cancellationToken)
    {
        using var right = await CacheLock.TakeToFillAsync(cache, time, cancellationToken);
        var total = 0;
        try
        {
            await using var file = Open(bundle);
            RequireNoCompression(file, bundle);
            await using var tar = new TarReader(file);
            var needs = BundleManifest.Read(bundle, await ManifestAsync(tar, bundle, cancellationToken));
            total = needs.Items.Count;
            using var progress = new FetchProgress(total, _tally, log, time);
            var missing = await EntriesAsync(tar, bundle, needs, cancellationToken);

            return missing is null
                ? new(total, _tally.Modules)
                : throw Unusable(bundle, $"it ends before '{missing}'");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Unusable(bundle, $"it is no tar archive, or it is cut off or damaged ({e.Message})", e);
        }
        finally
        {
            if (total > 0)
            {
                log.Information($"{_tally.Modules} of the {total} modules in {bundle} were not in the cache and are now.");
            }
        }
    }

    private static FileStream Open(string bundle)
    {
        try
        {
            return Directory.Exists(bundle) ? throw Unusable(bundle, "it is a folder") : File.OpenRead(bundle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(bundle, e.Message.TrimEnd('.'), e);
        }
    }

    private static void RequireNoCompression(FileStream file, string bundle)
    {
        Span<byte> start = stackalloc byte[4];
        var program = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length ? null : start switch
        {
            [0x1F, 0x8B, ..] => "gunzip",
            [0x28, 0xB5, 0x2F, 0xFD] => "unzstd",
            [0xFD, (byte)'7', (byte)'z', (byte)'X'] => "unxz",
            _ => null,
        };
        file.Position = 0;
        if (program is not null)
        {
            throw Unusable(bundle, $"it is compressed; unpack it with {program} first");
        }
    }

    private static async Task<string> ManifestAsync(TarReader tar, string bundle, CancellationToken cancellationToken)
    {
        var entry = await tar.GetNextEntryAsync(copyData: false, cancellationToken);
        if (entry is not { Name: BundleManifest.Name, EntryType: TarEntryType.RegularFile, DataStream: { } content })
        {
            throw Unusable(bundle, $"its first entry is '{entry?.Name}' instead of '{BundleManifest.Name}'");
        }

        return entry.Length <= BundleManifest.MostBytes
            ? await new StreamReader(content, Encoding.UTF8).ReadToEndAsync(cancellationToken)
            : throw Unusable(bundle, $"'{entry.Name}' has {entry.Length} bytes, more than {BundleManifest.MostBytes}");
    }

    /// <summary>Takes the entries, which come in the manifest's order.</summary>
    /// <returns>The name of the first one that is not there; null when all are.</returns>
    private async Task<string?> EntriesAsync(TarReader tar, string bundle, ModuleNeeds needs, CancellationToken cancellationToken)
    {
        foreach (var need in needs.Items)
        {
            using var own = await _store.LockAsync(need.Module, cancellationToken);
            var isThere = _store.Has(need);
            foreach (var extension in ModuleStore.ExtensionsOf(need))
            {
                var name = BundleManifest.Folder + need.Module.Escaped + extension;
                if (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is not { } entry)
                {
                    return name;
                }

                if (entry.Name != name || entry.EntryType != TarEntryType.RegularFile)
                {
                    throw Unusable(bundle, $"it has '{entry.Name}' ({entry.EntryType}) where its manifest has '{name}'");
                }

                if (!isThere)
                {
                    await TakeAsync(bundle, need, extension, entry, cancellationToken);
                }
            }

            if (!isThere)
            {
                _tally.AddModule();
            }
        }

        return await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } more
            ? throw Unusable(bundle, $"'{more.Name}' is not in its manifest")
            : null;
    }

    private async Task TakeAsync(
        string bundle, ModuleNeed need, string extension, TarEntry entry, CancellationToken cancellationToken)
    {
        var most = extension == ".zip" ? ZipRules.MostBytes : ZipRules.MostGoModBytes;
        if (entry.Length > most)
        {
            throw Unusable(bundle, $"'{entry.Name}' has {entry.Length} bytes, more than {most}");
        }

        // The .info is made, not copied: there is nothing to verify it with.
        if (extension == ".info")
        {
            return;
        }

        var partial = _store.File(need.Module, extension + ".partial");
        try
        {
            await using (var file = File.Create(partial))
            {
                await (entry.DataStream ?? Stream.Null).CopyToAsync(file, cancellationToken);
                _tally.Add((int)file.Length);
            }

            Keep(bundle, need, extension, partial, cancellationToken);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private void Keep(string bundle, ModuleNeed need, string extension, string partial, CancellationToken cancellationToken)
    {
        try
        {
            if (extension == ".zip")
            {
                ZipVerifier.Verify(need, need.ZipHash!.Value, partial, bundle, cancellationToken);
                _store.KeepZip(need.Module, partial, need.ZipHash.Value);
                return;
            }
        }
        catch (Exception e) when (e is ProxyFailureException or GoDockerException)
        {
            throw Unusable(bundle, (e as GoDockerException)?.Detail ?? e.Message, e);
        }

        var content = File.ReadAllBytes(partial);
        if (ModuleHash.OfGoMod(content) != need.GoModHash)
        {
            throw Unusable(bundle, $"the go.mod of {need.Module} is {ModuleHash.OfGoMod(content)}, its manifest says {need.GoModHash}");
        }

        _store.KeepGoMod(need.Module, content);
    }

    private static GoDockerException Unusable(string bundle, string what, Exception? inner = null) =>
        new(ErrorKinds.BundleNotUsable, $"{bundle}: {what}.", inner);
}
