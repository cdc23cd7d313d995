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
