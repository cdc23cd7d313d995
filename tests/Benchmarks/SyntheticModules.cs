using System.IO.Compression;
using System.Text;
using GoDockerTasks.Modules;
using GoDockerTasks.Modules.Zip;

namespace GoDockerTasks.Benchmarks;

/// <summary>Modules of realistic sizes as a GOPROXY folder, and a service that requires all of them.</summary>
internal sealed class SyntheticModules
{
    // What 240 real modules look like: most are small, a few are larger than all others together.
    private const double MedianBytes = 250_000;
    private const double Spread = 1.6;
    private const int MostBytes = 40_000_000;
    private const int FileBytes = 12_000;
    private const string Version = "v1.2.3";

    private static readonly string[] Words =
        ["func", "return", "err", "nil", "if", "context", "string", "type", "struct", "range", "for", "int", "byte", "error", "case", "switch", "defer", "map"];

    private readonly List<string> _sums = [];

    public SyntheticModules(string folder, int count)
    {
        (Proxy, Service, Count) = (Path.Combine(folder, "proxy"), Path.Combine(folder, "service"), count);
        var random = new Random(count);
        for (var i = 0; i < count; i++)
        {
            Write(i, random);
        }

        Directory.CreateDirectory(Service);
        var requires = string.Concat(Enumerable.Range(0, count).Select(i => $"\t{PathOf(i)} {Version}\n"));
        File.WriteAllText(Path.Combine(Service, "go.mod"), $"module example.com/service\n\ngo 1.21\n\nrequire (\n{requires})\n");
        File.WriteAllText(Path.Combine(Service, "go.sum"), string.Concat(_sums));
    }

    public string Proxy { get; }

    public string Service { get; }

    public int Count { get; }

    public long Bytes { get; private set; }

    /// <summary>Gives the addresses of all zips.</summary>
    public IEnumerable<string> Zips(string proxy) => Enumerable.Range(0, Count).Select(i => $"{proxy}/{PathOf(i)}/@v/{Version}.zip");

    private static string PathOf(int i) => $"example.com/bench/m{i:0000}";

    private void Write(int i, Random random)
    {
        var module = new ModuleVersion(PathOf(i), Version);
        var path = Path.Combine(Proxy, module.Escaped);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var goMod = Encoding.UTF8.GetBytes($"module {module.Path}\n\ngo 1.21\n");
        File.WriteAllBytes(path + ".mod", goMod);
        File.WriteAllText(path + ".info", $$"""{"Version":"{{Version}}"}""");
        using (var zip = ZipFile.Open(path + ".zip", ZipArchiveMode.Create))
        {
            Add(zip, module.ZipPrefix + "go.mod", goMod);
            var rest = Size(random);
            for (var file = 0; rest > 0; file++, rest -= FileBytes)
            {
                Add(zip, $"{module.ZipPrefix}p/f{file}.go", Code(random, Math.Min(rest, FileBytes)));
            }
        }

        using var written = ModuleZip.Open(path + ".zip");
        Bytes += written.Length;
        _sums.Add($"{module.Path} {Version} {ModuleHash.OfZip(written)}\n{module.Path} {Version}/go.mod {ModuleHash.OfGoMod(goMod)}\n");
    }

    private static int Size(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (int)Math.Min(MostBytes, MedianBytes * Math.Exp(Spread * normal));
    }

    private static byte[] Code(Random random, int length)
    {
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(random.Next(8) == 0 ? $" x{random.Next(1000)}\n" : " ");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(content);
    }
}
