using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules.Zip;

namespace GoDockerTasks.Modules;

/// <summary>Gets one module version into the store: fetch, verify, then name.</summary>
/// <param name="store">The store.</param>
/// <param name="chain">The proxies.</param>
/// <param name="hashing">The threads that hash.</param>
/// <param name="tally">Counts what is fetched.</param>
internal sealed class ModuleFetcher(
    ModuleStore store, ProxyChainWalker chain, HashingThreads hashing, FetchTally tally)
{
    /// <summary>Makes sure that all that is needed of a module version is in the store.</summary>
    /// <exception cref="GoDockerException">
    /// It is not what go.sum names (<c>GDT1102</c>), nobody has it (<c>GDT1103</c>), or nobody gives it
    /// (<c>GDT1104</c>, <c>GDT1105</c>, <c>GDT1107</c>, <c>GDT1111</c>).
    /// </exception>
    public async Task EnsureAsync(ModuleNeed need, CancellationToken cancellationToken)
    {
        using var right = await store.LockAsync(need.Module, cancellationToken);
        if (store.Has(need))
        {
            return;
        }

        try
        {
            if (need.ZipHash is { } zip && !store.HasZip(need.Module, zip))
            {
                await FetchZipAsync(need, zip, cancellationToken);
            }

            await EnsureGoModAsync(need, cancellationToken);
        }
        catch (ProxyFailureException e)
        {
            throw new GoDockerException(KindOf(e.Kind), $"{need.Module} ({need.Where}): {e.Message}.", e);
        }

        tally.AddModule();
    }

    private async Task FetchZipAsync(ModuleNeed need, ModuleHash expected, CancellationToken cancellationToken)
    {
        var partial = store.File(need.Module, ".zip.partial");
        try
        {
            await chain.FetchAsync(
                async (proxy, silences, token) =>
                {
                    await proxy.DownloadAsync(
                        need.Module.Escaped + ".zip", partial, ZipRules.MostBytes, silences, tally.Add, token);
                    await VerifyZipAsync(need, expected, partial, proxy, token);
                },
                cancellationToken);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task VerifyZipAsync(
        ModuleNeed need, ModuleHash expected, string partial, ModuleProxy proxy, CancellationToken cancellationToken)
    {
        await hashing.RunAsync(
            () =>
            {
                ZipVerifier.Verify(need, expected, partial, proxy.Name, cancellationToken);
                store.KeepZip(need.Module, partial, expected);
            },
            cancellationToken);
    }

    private async Task EnsureGoModAsync(ModuleNeed need, CancellationToken cancellationToken)
    {
        if (need.ZipHash is not null)
        {
            var content = ModuleStore.GoModIn(need.Module, store.File(need.Module, ".zip"));
            if (need.GoModHash is null || ModuleHash.OfGoMod(content) == need.GoModHash)
            {
                store.KeepGoMod(need.Module, content);
                return;
            }
        }

        // The zip's go.mod need not be the one that proxies serve: +incompatible versions, and modules from before go.mod.
        if (need.GoModHash is { } expected && !store.HasGoMod(need.Module, expected))
        {
            await FetchGoModAsync(need, expected, cancellationToken);
        }
    }

    private async Task FetchGoModAsync(ModuleNeed need, ModuleHash expected, CancellationToken cancellationToken)
    {
        var partial = store.File(need.Module, ".mod.partial");
        try
        {
            await chain.FetchAsync(
                async (proxy, silences, token) =>
                {
                    await proxy.DownloadAsync(
                        need.Module.Escaped + ".mod", partial, ZipRules.MostGoModBytes, silences, tally.Add, token);
                    var content = await File.ReadAllBytesAsync(partial, token);
                    VerifyGoMod(need, expected, content, proxy.Name);
                    store.KeepGoMod(need.Module, content);
                },
                cancellationToken);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void VerifyGoMod(ModuleNeed need, ModuleHash expected, byte[] content, string proxy)
    {
        var actual = ModuleHash.OfGoMod(content);
        if (actual == expected)
        {
            return;
        }

        if (!IsGoMod(content))
        {
            throw new ProxyFailureException(
                ProxyFailureKind.NoModule, $"{proxy} gave {ContentGuess.Of(content)} instead of a go.mod");
        }

        throw new GoDockerException(
            ErrorKinds.ModuleMismatch, $"go.mod of {need.Module}: {need.Where} says {expected}, {proxy} gave {actual}.");
    }

    // A page may have a line that begins with "module" as well: 'module not found'.
    private static bool IsGoMod(byte[] content) =>
        !ContentGuess.IsDocument(content)
        && Encoding.UTF8.GetString(content).Split('\n').Any(line =>
            line.Split("//")[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is ["module", _] or ["module("]);

    private static ErrorKind KindOf(ProxyFailureKind kind) => kind switch
    {
        ProxyFailureKind.Missing => ErrorKinds.ModuleNotFound,
        ProxyFailureKind.Refused => ErrorKinds.ModuleRefused,
        ProxyFailureKind.NotTrusted => ErrorKinds.ProxyNotTrusted,
        ProxyFailureKind.HttpProxyRefused => ErrorKinds.HttpProxyRefuses,
        _ => ErrorKinds.ModulesNotFetched,
    };
}
