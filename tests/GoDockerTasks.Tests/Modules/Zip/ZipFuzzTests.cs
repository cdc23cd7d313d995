using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules.Zip;

/// <summary>Zips with bytes turned, removed and doubled: read or refused, as Go does, and soon.</summary>
[TestFixture]
[CancelAfter(600_000)]
public sealed class ZipFuzzTests
{
    private static readonly string[] Bases =
    [
        "plain", "stored", "folder entries", "zip64", "zip64 end alone", "data descriptor", "data descriptor without signature",
        "zip comment that looks like an end", "bytes before the beginning that offsets leave out", "entry comment and extra field",
        "entries that share their content", "case folding of folders",
    ];

    [TestCase(17, 100)]
    [TestCase(18, 1000, Category = "Exhaustive")]
    [TestCase(null, 1000, Category = "Exhaustive")]
    public async Task Every_zip_is_judged_as_go_judges_it(int? given, int count)
    {
        var seed = given ?? Random.Shared.Next();
        var random = new Random(seed);
        List<(ModuleVersion Module, byte[] Zip)> zips = [];
        for (var i = 0; i < count; i++)
        {
            var module = new ModuleVersion($"example.com/m{i}", "v1.0.0");
            zips.Add((module, Spoilt(Zip(module, random), random)));
        }

        var judgements = await Judgement.OfGoAsync(zips);

        for (var i = 0; i < count; i++)
        {
            var ours = Judgement.Ours(zips[i].Zip, zips[i].Module);
            ours.Hash.Should().Be(
                judgements[i].Hash, "of zip {0} with seed {1} Go says {2} and we say {3}", i, seed, judgements[i], ours);
        }
    }

    [TestCase(19, 500)]
    [TestCase(null, 50_000, Category = "Exhaustive")]
    public void Every_zip_is_read_or_refused(int? given, int count)
    {
        var seed = given ?? Random.Shared.Next();
        var random = new Random(seed);
        var module = new ModuleVersion("example.com/m", "v1.0.0");
        for (var i = 0; i < count; i++)
        {
            var zip = Spoilt(Zip(module, random), random);
            FluentActions.Invoking(() => Judgement.Ours(zip, module)).Should().NotThrow("of zip {0} with seed {1}", i, seed);
        }
    }

    private static byte[] Zip(ModuleVersion module, Random random)
    {
        var name = Bases[random.Next(Bases.Length)];
        return name == "entries that share their content"
            ? new ForgedZip(new(module.ZipPrefix + "a"), new(module.ZipPrefix + "b") { SharesContentOf = 0 }).ToBytes()
            : ZipSamples.All[name](module.ZipPrefix).ToBytes();
    }

    private static byte[] Spoilt(byte[] zip, Random random)
    {
        List<byte> bytes = [.. zip];
        for (var changes = random.Next(0, 4); changes > 0 && bytes.Count > 8; changes--)
        {
            var at = random.Next(bytes.Count - 8);
            var length = random.Next(1, 8);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes[at] = byte.MaxValue;
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }
}
