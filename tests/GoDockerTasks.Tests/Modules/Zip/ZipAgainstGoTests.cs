using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules.Zip;

/// <summary>What the real Go accepts is accepted, with the same hash; what it refuses is refused.</summary>
[TestFixture]
public sealed class ZipAgainstGoTests
{
    [Test]
    public Task Every_zip_is_judged_as_go_judges_it() => CompareAsync(ZipSamples.All);

    [Test]
    [Category("Exhaustive")]
    public Task Every_large_zip_is_judged_as_go_judges_it() => CompareAsync(ZipSamples.Large);

    [Test]
    public void A_symbolic_link_is_refused_though_go_takes_it_for_a_file()
    {
        const int SymbolicLink = 0xA1FF;
        var module = new ModuleVersion("example.com/link", "v1.0.0");
        var zip = new ForgedZip(new ForgedEntry(module.ZipPrefix + "link", "/etc/passwd") { Mode = SymbolicLink });

        Judgement.Ours(zip.ToBytes(), module).Problem.Should().Contain("symbolic link");
    }

    private static async Task CompareAsync(IReadOnlyDictionary<string, Func<string, ForgedZip>> all)
    {
        var names = all.Keys.ToList();
        var samples = names.Select(name => ZipSamples.Make(all, name)).ToList();
        var judgements = await Judgement.OfGoAsync(samples);

        var differences = names.Select((name, i) =>
        {
            var ours = Judgement.Ours(samples[i].Zip, samples[i].Module);
            return ours.Hash == judgements[i].Hash ? null : $"{name}: Go says {judgements[i]}, we say {ours}";
        });

        differences.OfType<string>().Should().BeEmpty();
    }
}
