using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Modules.Zip;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Modules.Zip;

/// <summary>What is thought of a zip: its hash, or what is wrong with it.</summary>
internal sealed record Judgement(string? Hash, string? Problem)
{
    /// <summary>Lets our reader judge.</summary>
    public static Judgement Ours(byte[] zip, ModuleVersion module)
    {
        using var folder = new TempDirectory();
        File.WriteAllBytes(folder.File("x.zip"), zip);
        try
        {
            using var opened = ModuleZip.Open(folder.File("x.zip"));
            return ZipRules.Problem(opened, module) is { } problem
                ? new(null, problem)
                : new(ModuleHash.OfZip(opened).Value, null);
        }
        catch (InvalidDataException e)
        {
            return new(null, e.Message);
        }
    }

    /// <summary>Lets the real Go judge all of them, in one run.</summary>
    public static async Task<IReadOnlyList<Judgement>> OfGoAsync(IReadOnlyList<(ModuleVersion Module, byte[] Zip)> zips)
    {
        using var proxy = new TempDirectory();
        foreach (var (module, zip) in zips)
        {
            var path = proxy.File(module.Escaped);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path + ".zip", zip);
            await File.WriteAllTextAsync(path + ".mod", $"module {module.Path}\n");
            await File.WriteAllTextAsync(path + ".info", $$"""{"Version":"{{module.Version}}"}""");
        }

        var answers = await RealGo.DownloadAsync(RealGo.Only(proxy.Path), [.. zips.Select(zip => zip.Module)]);
        return [.. answers.Select(answer => new Judgement(answer.Error is null ? answer.Hash : null, answer.Error))];
    }
}
